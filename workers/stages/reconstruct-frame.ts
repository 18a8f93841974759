import type { ReconstructOptions } from "#core/detection/reconstruct-options.ts";
import type { FrameObject } from "#core/scene/frame-scene.ts";
import type { FrameAnnotation } from "#server/frame/get-frame-annotation.ts";
import { getFrameAnnotation } from "#server/frame/get-frame-annotation.ts";
import type { Reconstruction } from "#server/frame/record-reconstruction.ts";
import { recordReconstruction } from "#server/frame/record-reconstruction.ts";
import { readBlob } from "#server/storage.ts";
import { annotatedObjects } from "../detection/annotated-objects.ts";
import { detectObjects } from "../detection/detect-objects.ts";
import type { Eye } from "../detection/eye.ts";
import { eyeOf } from "../detection/eye.ts";
import { findPrompts } from "../detection/find-prompts.ts";
import { frameInputs } from "../detection/frame-inputs.ts";
import { photoHashOf } from "../detection/photo-hash.ts";
import type { StageHandler } from "../stage-plan.ts";

/** Turns a photo into labelled 3D boxes in its camera frame, by the backend of the run. */
export const reconstructFrame: StageHandler = {
  version: 2,
  async plan({ ctx, subjectId: frameId, parameters: { seed, reconstructFrame: options } }) {
    const frame = await getFrameAnnotation(ctx, frameId);
    const { backend } = options;
    const eye = await eyeOf(options);
    return {
      variant: backend,
      provenance: {
        model: eye?.model ?? null,
        modelHash: eye?.modelHash ?? null,
        parameters: eye ? options : { backend },
        seed,
        inputs: [...frameInputs(frame), ...(eye ? [photoHashOf(frame)] : [])],
      },
      async compute() {
        const annotated = await annotatedObjects(frame);
        const reconstruction = eye
          ? await detected(frame, annotated, eye, options)
          : asAnnotated(annotated);
        return (inside, provenanceHash) =>
          recordReconstruction(inside, { frameId, backend, provenanceHash }, reconstruction);
      },
      next: async () => [frameId],
    };
  },
};

function asAnnotated(objects: readonly FrameObject[]): Reconstruction {
  return {
    objects: objects.map((object) => ({ ...object, detection: null, agreement: null })),
    detail: { removed: [], problems: [], intrinsics: null, predictedIntrinsics: null },
    notForRelease: null,
  };
}

async function detected(
  frame: FrameAnnotation,
  annotated: readonly FrameObject[],
  { detector, notForRelease }: Eye,
  options: ReconstructOptions,
): Promise<Reconstruction> {
  const photo = await readBlob(photoHashOf(frame));
  const { prompts, notForRelease: alsoNot } = await findPrompts(frame, photo, annotated, options);
  const found = await detectObjects(frame, photo, prompts, annotated, detector, options);
  return { ...found, notForRelease: notForRelease ?? alsoNot };
}
