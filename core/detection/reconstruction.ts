import * as z from "zod";
import { Intrinsics } from "#core/geometry/camera.ts";
import { Prompt } from "./prompt.ts";
import { Removal } from "./removal.ts";

/** What a detector was asked about an object, and how good it thinks its answer is. */
export const ObjectDetection = z.object({
  prompt: Prompt,
  /** The detector's own estimate of its 3D IoU, 0 to 1: for ranking, not calibrated. */
  quality: z.number(),
  hypothesis: z.number().int(),
  yawRadians: z.number(),
  logDepthSigma: z.number(),
});
export type ObjectDetection = z.infer<typeof ObjectDetection>;

/** What a backend made of a photo besides its objects. */
export const ReconstructionDetail = z.object({
  /** Prompts that ended without a box, and why. */
  removed: z.array(Removal),
  /** What could not be looked for or used, a sentence each. */
  problems: z.array(z.string()),
  /** The camera with which boxes were decoded; null where none were. */
  intrinsics: Intrinsics.nullable(),
  /** The camera that the detector reads off the photo; null where none did. */
  predictedIntrinsics: Intrinsics.nullable(),
});
export type ReconstructionDetail = z.infer<typeof ReconstructionDetail>;
