import { findAgreements } from "#core/detection/agreement.ts";
import type { Detection, PhotoDetections } from "#core/detection/detection.ts";
import { filterDetections } from "#core/detection/filter-detections.ts";
import { filterPrompts } from "#core/detection/filter-prompts.ts";
import { headedBox } from "#core/detection/heading.ts";
import { modelFrame } from "#core/detection/model-frame.ts";
import type { Prompt } from "#core/detection/prompt.ts";
import type { ReconstructOptions } from "#core/detection/reconstruct-options.ts";
import type { Removal } from "#core/detection/removal.ts";
import { boxShareInImage } from "#core/geometry/box-in-image.ts";
import type { FrameObject } from "#core/scene/frame-scene.ts";
import { inImageFractionMin } from "#core/scene/lift-object.ts";
import type { FrameAnnotation } from "#server/frame/get-frame-annotation.ts";
import type { Reconstruction } from "#server/frame/record-reconstruction.ts";
import type { Detector3d } from "./detector-3d.ts";

/** Where a detector is asked to look, and what came to nothing before. */
export type Prompts = {
  readonly kept: readonly Prompt[];
  readonly removed: readonly Removal[];
  readonly problems: readonly string[];
};

/** What a 3D detector says about the prompts of a photo. */
export type Answer = Pick<PhotoDetections, "intrinsics" | "predictedIntrinsics"> & {
  /** The boxes that the limits leave, as the detector states them. */
  readonly believed: readonly Detection[];
  /** All prompts that ended without a box, also those that came to nothing before. */
  readonly removed: readonly Removal[];
};

/** Asks a 3D detector about the prompts of a photo that are worth it, and keeps the boxes that can be believed. */
export async function askDetector(
  { intrinsics }: FrameAnnotation,
  photo: Uint8Array,
  prompts: Prompts,
  detector: Detector3d,
  { intrinsicsMode, detection: options }: ReconstructOptions,
): Promise<Answer> {
  const asked = filterPrompts(modelFrame(intrinsics), prompts.kept, options);
  const answer = await detector.detect({
    photo,
    intrinsics,
    prompts: asked.kept,
    intrinsicsMode,
    promptExpand: options.promptExpand,
  });
  const believed = filterDetections(answer.detections, options);
  return {
    ...answer,
    believed: believed.kept,
    removed: [...prompts.removed, ...asked.removed, ...answer.removed, ...believed.removed],
  };
}

/** What a 3D detector finds at the prompts of a photo, held against what the scan's annotation has there. */
export async function detectObjects(
  frame: FrameAnnotation,
  photo: Uint8Array,
  prompts: Prompts,
  annotated: readonly FrameObject[],
  detector: Detector3d,
  options: ReconstructOptions,
): Promise<Omit<Reconstruction, "notForRelease">> {
  const { intrinsics } = frame;
  const { backend } = options;
  const answer = await askDetector(frame, photo, prompts, detector, options);
  const headed = answer.believed.map((one) => ({
    ...one,
    box: headedBox(one.box, one.yawRadians),
  }));
  const agreements = new Map(
    findAgreements(
      intrinsics,
      headed,
      annotated.map(({ id, label, box }) => ({ key: id, label, box })),
    ).map((agreement) => [agreement.promptKey, agreement]),
  );
  const objectOf = ({ box, rect: _rect, ...detection }: Detection) => {
    const { prompt } = detection;
    const agreement = agreements.get(prompt.key) ?? null;
    const twin = annotated.find(({ id }) => id === agreement?.objectKey);
    return {
      id: `${backend}:${prompt.key}`,
      label: prompt.label,
      box,
      inImageFraction: boxShareInImage(intrinsics, box),
      // How much of a thing is seen does not depend on who boxed it.
      visibleFraction: twin?.visibleFraction ?? null,
      score: prompt.score,
      detection,
      agreement,
    };
  };
  return {
    objects: headed.map(objectOf).filter((object) => object.inImageFraction >= inImageFractionMin),
    detail: {
      removed: [...answer.removed],
      problems: [...prompts.problems],
      intrinsics: answer.intrinsics,
      predictedIntrinsics: answer.predictedIntrinsics,
    },
  };
}
