import { orientedBox } from "#core/geometry/oriented-box.ts";
import { invertQuaternion } from "#core/geometry/quaternion.ts";
import type { Rotation6d } from "#core/geometry/rotation-6d.ts";
import { quaternionFromRotation6d } from "#core/geometry/rotation-6d.ts";
import { point } from "#core/geometry/space.ts";
import type { BoxHeads, Pinhole } from "#core/metric/decode-heads.ts";
import { decodeHeads } from "#core/metric/decode-heads.ts";
import type { DecoderOutputs } from "./decoder-outputs.ts";
import { decoderOutputNames, hypothesisCount, outputNumbers } from "./decoder-outputs.ts";
import type { Detection, PhotoDetections } from "./detection.ts";
import type { IntrinsicsMode } from "./intrinsics-mode.ts";
import { isModelTold } from "./intrinsics-mode.ts";
import type { ModelFrame } from "./model-frame.ts";
import { intrinsicsFromModel, rectFromModel } from "./model-frame.ts";
import type { Prompt } from "./prompt.ts";
import type { Removal } from "./removal.ts";
import { removal } from "./removal.ts";

/** The cameras a photo's boxes are decoded with, in pixels of the model's frame: see `decodeHeads`. */
type Cameras = { readonly seen: Pinhole; readonly given?: Pinhole };

/**
 * The boxes that the decoder's outputs describe, in metres in the camera frame and in pixels of the photo.
 * Of the three hypotheses of a prompt the one with the highest `iou` counts (the first of equals). The
 * rotation is that of the 6D head; the angle head gives `yawRadians` only.
 *
 * `predicted` is the camera that the encoder read off the photo (`pred_intrinsics`), in the model's frame.
 * It does the decoding in all modes but `given`; the photo's own rescales and places in `virtual-to-real`,
 * and in `gsi-compat` does so with the numbers that hold for the photo as taken.
 *
 * A prompt whose heads hold a number that is not finite in any hypothesis, or describe no finite box, is
 * removed, and so are all where the camera to decode with is none. For outputs from outside ask
 * `wrongOutputLengths` first: a missing number counts as not finite.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/train_utils.py: decode_bboxes, decode_bboxes_virtual_to_real;
 * models/model.py (the unscaled camera).
 */
export function decodeDetections(
  outputs: DecoderOutputs,
  prompts: readonly Prompt[],
  frame: ModelFrame,
  predicted: Pinhole,
  mode: IntrinsicsMode,
): PhotoDetections {
  const predictedIntrinsics = intrinsicsFromModel(frame, predicted);
  const cameras = camerasFor(mode, frame, predictedIntrinsics ? predicted : null);
  const detections: Detection[] = [];
  const removed: Removal[] = [];
  prompts.forEach((prompt, index) => {
    const answer = cameras
      ? decodePrompt(outputs, index, prompt, frame, cameras)
      : removal(prompt, "no-camera", "the detector read no camera off the photo");
    if ("reason" in answer) removed.push(answer);
    else detections.push(answer);
  });
  const used = cameras && intrinsicsFromModel(frame, cameras.given ?? cameras.seen);
  return { detections, removed, intrinsics: used ?? frame.photo, predictedIntrinsics };
}

function camerasFor(
  mode: IntrinsicsMode,
  { intrinsics, photo }: ModelFrame,
  predicted: Pinhole | null,
): Cameras | null {
  if (isModelTold(mode)) return { seen: intrinsics };
  if (!predicted) return null;
  switch (mode) {
    case "predicted":
      return { seen: predicted };
    case "virtual-to-real":
      return { seen: predicted, given: intrinsics };
    case "gsi-compat":
      return { seen: predicted, given: photo };
  }
}

function decodePrompt(
  outputs: DecoderOutputs,
  index: number,
  prompt: Prompt,
  frame: ModelFrame,
  { seen, given }: Cameras,
): Detection | Removal {
  const broken = decoderOutputNames.find((name) =>
    hypotheses.some((one) => !outputNumbers(outputs, name, index, one).every(Number.isFinite)),
  );
  if (broken) return removal(prompt, "not-finite", `${broken} holds a number that is not finite`);
  const qualities = hypotheses.map((one) => outputNumbers(outputs, "iou", index, one)[0]!);
  const quality = Math.max(...qualities);
  const hypothesis = qualities.indexOf(quality);
  const head = (name: keyof DecoderOutputs) => outputNumbers(outputs, name, index, hypothesis);
  const rotation = quaternionFromRotation6d(head("rot6d") as unknown as Rotation6d);
  if (!rotation) return removal(prompt, "no-rotation", "rot6d spans no rotation");
  const decoded = decodeHeads(
    {
      rect: head("boxes_2d"),
      center: head("centers_2d"),
      logDepth: head("depth_log")[0],
      logSize: head("dims_log"),
      angleScores: head("alpha_logits"),
      angleOffsets: head("alpha_residuals"),
    } as unknown as BoxHeads,
    seen,
    given,
  );
  const [x, y, z, w, h, l, yawRadians] = decoded.box;
  const logDepthSigma = Math.exp(head("depth_log_variance")[0]!);
  const rect = rectFromModel(frame, decoded.rect);
  if (![...decoded.box, ...rect, ...rotation, logDepthSigma].every(Number.isFinite)) {
    return removal(prompt, "not-finite", "its numbers describe no finite box");
  }
  return {
    prompt,
    hypothesis,
    quality,
    rect,
    // The head's vectors are rows, those of `rotation-6d` columns: its rotation is the inverse.
    box: orientedBox(point(x, y, z), [w, h, l], invertQuaternion(rotation)),
    yawRadians,
    logDepthSigma,
  };
}

const hypotheses = Array.from({ length: hypothesisCount }, (_, i) => i);
