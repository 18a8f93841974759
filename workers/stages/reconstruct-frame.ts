import { canonicalJson } from "#core/canonical-json.ts";
import { annotationPrompts } from "#core/detection/annotation-prompts.ts";
import type { ReconstructOptions } from "#core/detection/reconstruct-options.ts";
import { AppError } from "#server/errors.ts";
import type { FrameAnnotation } from "#server/frame/get-frame-annotation.ts";
import { getFrameAnnotation } from "#server/frame/get-frame-annotation.ts";
import type { Reconstruction } from "#server/frame/record-reconstruction.ts";
import { recordReconstruction } from "#server/frame/record-reconstruction.ts";
import { requireModel } from "#server/model/require-model.ts";
import { hashOf, readBlob } from "#server/storage.ts";
import { annotatedObjects } from "../detection/annotated-objects.ts";
import { detectObjects } from "../detection/detect-objects.ts";
import { detectorOf } from "../detection/detectors.ts";
import type { StageHandler } from "../stage-plan.ts";

/** Turns a photo into labelled 3D boxes in its camera frame, by the backend of the run. */
export const reconstructFrame: StageHandler = {
  version: 2,
  async plan({ ctx, subjectId: frameId, parameters: { seed, reconstructFrame: options } }) {
    const frame = await getFrameAnnotation(ctx, frameId);
    const { intrinsics, cameraFromWorld, depth } = frame;
    const view = { frameId, intrinsics, cameraFromWorld, depth };
    const { backend, model } = options;
    return {
      variant: backend,
      provenance: {
        model: model?.name ?? null,
        modelHash: model?.hash ?? null,
        parameters: backend === "annotation" ? { backend } : options,
        seed,
        inputs: [
          frame.scene.inputsHash,
          hashOf(canonicalJson(view)),
          ...(backend === "annotation" ? [] : [photoHash(frame)]),
        ],
      },
      async compute() {
        const reconstruction = await reconstruct(frame, options);
        return (inside, provenanceHash) =>
          recordReconstruction(inside, { frameId, backend, provenanceHash }, reconstruction);
      },
      next: async () => [frameId],
    };
  },
};

async function reconstruct(
  frame: FrameAnnotation,
  options: ReconstructOptions,
): Promise<Reconstruction> {
  const annotated = await annotatedObjects(frame);
  if (options.backend === "annotation")
    return {
      objects: annotated.map((object) => ({ ...object, detection: null, agreement: null })),
      detail: { removed: [], intrinsics: null, predictedIntrinsics: null },
      notForRelease: null,
    };
  const pin = options.model;
  if (!pin)
    throw new AppError(
      "INVALID",
      `backend ${options.backend} needs a model: "gsi run --model NAME"`,
    );
  const model = await requireModel(pin.name, pin.hash);
  const photo = await readBlob(photoHash(frame));
  const prompts = { kept: annotationPrompts(frame.intrinsics, annotated), removed: [] };
  const found = await detectObjects(frame, photo, prompts, annotated, detectorOf(model), options);
  return { ...found, notForRelease: model.manifest.notReleasableReason ?? null };
}

function photoHash({ frameId, imageHash }: FrameAnnotation): string {
  if (!imageHash) throw new AppError("PRECONDITION", `frame ${frameId} has no stored photo`);
  return imageHash;
}
