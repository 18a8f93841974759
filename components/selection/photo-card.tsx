import { Check, Circle, ImageOff, X } from "lucide-react";
import Link from "next/link";
import { counted } from "#core/counted.ts";
import { Badge } from "#components/ui/badge.tsx";
import { streamText } from "#components/scene/photo-origin.ts";
import { classNames } from "#components/ui/class-names.ts";
import { fileUrl } from "#components/ui/file-url.ts";
import { reasonText } from "./reason-text.ts";
import type { PreviewPhoto } from "./selection-preview.ts";

/** A photo that was decided on: small picture, figures, and every reason. */
export function PhotoCard({
  sceneId,
  photo: { frame, kept, detail, change },
  namesCamera,
}: {
  sceneId: string;
  photo: PreviewPhoto;
  namesCamera: boolean;
}) {
  const { measured } = detail;
  const isGood = detail.reasons.some(({ kind }) => kind === "group-served");
  const name = `Photo ${frame.number}${namesCamera ? ` (${streamText[frame.stream]})` : ""}`;
  return (
    <article
      className={classNames(
        "relative flex flex-col overflow-hidden rounded-lg border bg-surface",
        kept ? "border-good" : "border-line",
      )}
    >
      {frame.thumbnailHash ? (
        // eslint-disable-next-line -- already the right size
        <img
          src={fileUrl(frame.thumbnailHash)}
          alt=""
          loading="lazy"
          className={classNames(
            "aspect-[3/2] w-full bg-sunken object-cover",
            !kept && !isGood && "opacity-70",
          )}
        />
      ) : (
        <div className="flex aspect-[3/2] items-center justify-center bg-sunken text-soft">
          <ImageOff className="size-5" aria-label="no picture stored" />
        </div>
      )}
      <div className="flex flex-1 flex-col gap-1 px-2.5 py-2">
        <h3 className="figures flex items-center justify-between gap-1 text-xs font-semibold">
          {frame.imageHash ? (
            <Link
              href={`/scenes/${encodeURIComponent(sceneId)}/frames/${encodeURIComponent(frame.id)}`}
              className="rounded-sm after:absolute after:inset-0"
            >
              {name}
            </Link>
          ) : (
            name
          )}
          <Verdict kept={kept} isGood={isGood} />
        </h3>
        {measured && "sharpness" in measured && (
          <p className="figures text-2xs text-soft">
            sharpness {measured.sharpness.toFixed(3)},{" "}
            {counted(measured.shownKeys.length, "object")}
            {measured.maskedShare > 0 && `, ${Math.round(measured.maskedShare * 100)} % masked`}
          </p>
        )}
        {!kept && (
          <ul className="figures text-2xs">
            {detail.reasons.map(({ kind, text }) => (
              <li key={kind}>
                {kind !== "group-served" && (
                  <span className="font-medium text-bad">{reasonText[kind]}: </span>
                )}
                {text}
              </li>
            ))}
          </ul>
        )}
        {change && (
          <p className="mt-auto pt-1 text-2xs font-medium text-warn">
            {change === "added" ? "+ newly kept" : "− kept until now"}
          </p>
        )}
      </div>
    </article>
  );
}

function Verdict({ kept, isGood }: { kept: boolean; isGood: boolean }) {
  if (kept)
    return (
      <Badge tone="good" icon={<Check aria-hidden />}>
        Kept
      </Badge>
    );
  if (isGood) return <Badge icon={<Circle aria-hidden />}>Spare</Badge>;
  return (
    <Badge tone="bad" icon={<X aria-hidden />}>
      Left out
    </Badge>
  );
}
