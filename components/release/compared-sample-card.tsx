import type { ComparedSample } from "#core/release/compare-releases.ts";
import { editStem } from "#core/release/dataset-names.ts";
import { OperationBadge } from "#components/browse/operation-badge.tsx";
import { SampleCardFrame } from "#components/browse/sample-card-frame.tsx";
import { ComparedPicture } from "./compared-picture.tsx";

/** A sample that only one of two releases has. */
export function ComparedSampleCard({ sample }: { sample: ComparedSample }) {
  return (
    <SampleCardFrame
      picture={<ComparedPicture sample={sample} alt="" />}
      badges={sample.kind && <OperationBadge kind={sample.kind} />}
      sampleId={sample.isForeign ? null : sample.sampleId}
      words={sample.instruction}
      origin={`${sample.label} · ${editStem(sample)}`}
    />
  );
}
