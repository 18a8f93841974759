import Link from "next/link";
import { counted } from "#core/counted.ts";
import { fileUrl } from "#components/ui/file-url.ts";

/** A kept photo with what it is worth. */
export function FrameCard({
  href,
  name,
  origin,
  imageHash,
  sharpness,
  objectCount,
  sampleCount,
}: {
  href: string;
  name: string;
  /** Where its pose comes from. */
  origin: string;
  imageHash: string | null;
  sharpness: number | null;
  objectCount: number | null;
  sampleCount: number;
}) {
  return (
    <article className="relative overflow-hidden rounded-lg border border-line bg-surface transition-colors hover:border-line-strong">
      {imageHash && (
        // eslint-disable-next-line -- already the right size
        <img
          src={fileUrl(imageHash, 480)}
          alt=""
          loading="lazy"
          className="aspect-[3/2] w-full bg-sunken object-cover"
        />
      )}
      <div className="px-3 py-2">
        <h3 className="figures flex justify-between gap-2 text-xs font-semibold">
          <Link href={href} className="rounded-sm after:absolute after:inset-0">
            {name}
          </Link>
          <span className="text-2xs font-normal text-soft">
            sharpness {sharpness?.toFixed(3) ?? "?"}
          </span>
        </h3>
        <p className="figures text-2xs text-soft">
          {objectCount === null ? "? objects" : counted(objectCount, "object")},{" "}
          {counted(sampleCount, "sample")}
        </p>
        <p className="text-2xs text-soft">{origin}</p>
      </div>
    </article>
  );
}
