import Link from "next/link";
import type { LeftOutSample } from "#core/release/manifest.ts";

/** Samples that were asked for and refused, with the reasons. */
export function LeftOutList({ leftOut }: { leftOut: readonly LeftOutSample[] }) {
  return (
    <ul className="flex max-h-72 flex-col gap-1.5 overflow-y-auto text-xs">
      {leftOut.map(({ sampleId, imageId, queryId, reasons }) => (
        <li key={sampleId}>
          <Link
            href={`/samples/${encodeURIComponent(sampleId)}`}
            className="font-mono text-2xs underline decoration-line-strong underline-offset-2 hover:decoration-current"
          >
            {imageId} / {queryId}
          </Link>
          <br />
          {reasons.join("; ")}
        </li>
      ))}
    </ul>
  );
}
