import { canonicalJson } from "#core/canonical-json.ts";
import { detectedGsiBox, judgeRedetection } from "#core/detection/redetection.ts";
import { gsiBoxOf } from "#core/metric/gsi-box.ts";
import { AppError } from "#server/errors.ts";
import { getFrameAnnotation } from "#server/frame/get-frame-annotation.ts";
import { getFrameSample } from "#server/sample/get-frame-sample.ts";
import { recordRedetection } from "#server/sample/record-redetection.ts";
import { hashOf } from "#server/storage.ts";
import { detectLabel } from "../detection/detect-label.ts";
import { eyeOf } from "../detection/eye.ts";
import { frameInputs } from "../detection/frame-inputs.ts";
import { photoHashOf } from "../detection/photo-hash.ts";
import type { StageHandler } from "../stage-plan.ts";

/**
 * Looks whether a detector, asked with the label of a sample's current revision, finds the source box again
 * on the stored photo: the published evaluator scores nothing otherwise. Not part of the pipeline.
 */
export const redetectSample: StageHandler = {
  version: 1,
  async plan({ ctx, subjectId: sampleId, parameters: { seed, reconstructFrame: options } }) {
    const { frameId, revisionId, edit } = await getFrameSample(ctx, sampleId);
    const { label, sourceBox } = edit;
    const frame = await getFrameAnnotation(ctx, frameId);
    const eye = await eyeOf(options);
    if (!eye)
      throw new AppError("INVALID", "the annotation detects nothing again: name a detector");
    return {
      provenance: {
        model: eye.model,
        modelHash: eye.modelHash,
        parameters: options,
        seed,
        inputs: [
          ...frameInputs(frame),
          photoHashOf(frame),
          hashOf(canonicalJson({ revisionId, label, sourceBox })),
        ],
      },
      async compute() {
        const { detections, removed, problems } = await detectLabel(frame, label, eye, options);
        const boxes = detections.map((one) => ({
          promptKey: one.prompt.key,
          box: detectedGsiBox(one),
        }));
        const judged = judgeRedetection(
          gsiBoxOf(sourceBox),
          boxes.map(({ box }) => box),
        );
        const why = boxes.length === 0 ? (removed[0]?.message ?? problems[0]) : undefined;
        const message = why ? `${judged.message}: ${why}` : judged.message;
        return (inside, provenanceHash) =>
          recordRedetection(inside, {
            revisionId,
            detector: eye.model,
            modelHash: eye.modelHash,
            provenanceHash,
            judged,
            detail: { label, message, boxes, removed: [...removed], problems: [...problems] },
          });
      },
      next: async () => [],
    };
  },
};
