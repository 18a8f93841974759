import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import type { ImageRect } from "#core/geometry/projection.ts";
import type { Prompt } from "./prompt.ts";
import type { Removal } from "./removal.ts";

/** What a 3D detector answers to one prompt: its best hypothesis, decoded. */
export type Detection = {
  readonly prompt: Prompt;
  /** Which of the detector's hypotheses it is, counted from 0. */
  readonly hypothesis: number;
  /** What the detector thinks of it, 0 to 1: good for ranking, not calibrated. */
  readonly quality: number;
  /** Its rectangle in pixels of the photo as taken. */
  readonly rect: ImageRect;
  readonly box: BoxInCamera;
  /** Heading about the camera's y axis by the detector's angle head, radians in [-pi, pi). */
  readonly yawRadians: number;
  /** Standard deviation of the logarithm of the depth, by the detector's own estimate. */
  readonly logDepthSigma: number;
};

/** All that a 3D detector says about one photo. Every prompt is in one of the two lists, each in the order of the prompts. */
export type PhotoDetections = {
  readonly detections: readonly Detection[];
  /** The prompts whose answer cannot be read. */
  readonly removed: readonly Removal[];
  /**
   * The camera with which the boxes were decoded, in pixels of the photo as taken: with it a box projects to
   * where the detector saw it. The photo's own where no camera could be used and so no box was decoded.
   */
  readonly intrinsics: Intrinsics;
  /** The camera that the detector reads off the photo, in pixels of the photo as taken; null where its numbers are no camera. */
  readonly predictedIntrinsics: Intrinsics | null;
};
