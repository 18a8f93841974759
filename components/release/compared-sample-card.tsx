import Link from "next/link";
import type { ComparedSample } from "#core/release/compare-releases.ts";
import { editStem } from "#core/release/dataset-names.ts";
import { OperationBadge } from "#components/browse/operation-badge.tsx";
import { ComparedPicture } from "./compared-picture.tsx";

/** A sample that only one of two releases has. */
export function ComparedSampleCard({ sample }: { sample: ComparedSample }) {
  return (
    <article className="relative flex flex-col overflow-hidden rounded-lg border border-line bg-surface hover:border-line-strong">
      <ComparedPicture sample={sample} alt="" />
      <div className="flex flex-1 flex-col gap-1.5 p-3">
        <p>{sample.kind && <OperationBadge kind={sample.kind} />}</p>
        <h3 className="line-clamp-3 text-xs leading-[1.45]">
          {sample.isForeign ? (
            sample.instruction
          ) : (
            <Link
              href={`/samples/${encodeURIComponent(sample.sampleId)}`}
              className="rounded-sm after:absolute after:inset-0"
            >
              {sample.instruction}
            </Link>
          )}
        </h3>
        <p className="figures mt-auto text-2xs break-all text-soft">
          {sample.label} · {editStem(sample)}
        </p>
      </div>
    </article>
  );
}
