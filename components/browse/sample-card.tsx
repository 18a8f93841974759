import { ImageOff, MessageSquare } from "lucide-react";
import type { ReactNode } from "react";
import type { SampleListItem } from "#server/sample/find-samples.ts";
import { counted } from "#core/counted.ts";
import { Badge } from "#components/ui/badge.tsx";
import { fileUrl } from "#components/ui/file-url.ts";
import { NotForReleaseBadge } from "./not-for-release-badge.tsx";
import { OperationBadge } from "./operation-badge.tsx";
import { SampleCardFrame } from "./sample-card-frame.tsx";
import { StateBadge } from "./state-badge.tsx";

/** A sample in a wall: the picture after, the one before while pointed at, and its words. */
export function SampleCard({
  sample,
  controls,
}: {
  sample: SampleListItem;
  /** What can be done with it here; the rest of the card leads to the sample. */
  controls?: ReactNode;
}) {
  return (
    <SampleCardFrame
      picture={<BeforeAndAfter beforeHash={sample.beforeHash} afterHash={sample.afterHash} />}
      badges={
        <>
          <OperationBadge kind={sample.operation} />
          <StateBadge state={sample.state} />
          <NotForReleaseBadge reason={sample.notForRelease} />
          {sample.openComments > 0 && (
            <Badge tone="accent" icon={<MessageSquare aria-hidden />}>
              {counted(sample.openComments, "comment")}
            </Badge>
          )}
        </>
      }
      sampleId={sample.id}
      words={sample.instruction || `${sample.label} (no words yet)`}
      origin={`${sample.label} · ${sample.sceneId} · ${sample.number}`}
    >
      {controls && <div className="relative z-10 flex flex-wrap gap-1.5 pt-1">{controls}</div>}
    </SampleCardFrame>
  );
}

function BeforeAndAfter({
  beforeHash,
  afterHash,
}: Pick<SampleListItem, "beforeHash" | "afterHash">) {
  return (
    <div className="relative aspect-[3/2] bg-sunken">
      {afterHash && beforeHash ? (
        <>
          {/* eslint-disable-next-line -- already the right size */}
          <img
            src={fileUrl(afterHash, 480)}
            alt=""
            loading="lazy"
            className="absolute inset-0 size-full object-cover"
          />
          {/* eslint-disable-next-line -- already the right size */}
          <img
            src={fileUrl(beforeHash, 480)}
            alt=""
            loading="lazy"
            className="absolute inset-0 size-full object-cover opacity-0 transition-opacity duration-150 group-focus-within:opacity-100 group-hover:opacity-100"
          />
          <span
            aria-hidden
            className="absolute right-1.5 bottom-1.5 rounded-sm bg-[oklch(0_0_0/0.7)] px-1.5 text-2xs font-medium text-[oklch(1_0_0)] opacity-0 group-hover:opacity-100"
          >
            before
          </span>
        </>
      ) : (
        <span className="flex size-full items-center justify-center text-soft">
          <ImageOff className="size-5" aria-hidden />
          <span className="sr-only">Not rendered yet</span>
        </span>
      )}
    </div>
  );
}
