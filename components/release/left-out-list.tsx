import type { LeftOutSample } from "#core/release/manifest.ts";
import { SampleLink } from "#components/browse/sample-link.tsx";

/** Samples that were asked for and refused, with the reasons. */
export function LeftOutList({ leftOut }: { leftOut: readonly LeftOutSample[] }) {
  return (
    <ul className="flex max-h-72 flex-col gap-1.5 overflow-y-auto text-xs">
      {leftOut.map(({ sampleId, imageId, queryId, reasons }) => (
        <li key={sampleId}>
          <SampleLink sampleId={sampleId}>
            {imageId} / {queryId}
          </SampleLink>
          <br />
          {reasons.join("; ")}
        </li>
      ))}
    </ul>
  );
}
