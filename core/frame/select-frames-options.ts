import * as z from "zod";

/** How frames are chosen from the walks through a scene (one walk per camera). */
export const SelectFramesOptions = z.object({
  /** Length of a group of consecutive frames; at most one frame of each group is kept. */
  every: z.number().int().min(1).max(1000).default(20),
  /** Which frames of a group are tried: drawn by the seed, or the first ones of the walk. */
  draw: z.enum(["random", "first"]).default("random"),
  /** Frames measured per group. All are, also when the first is good: limits can then be changed without reading photos again. */
  triesPerGroup: z.number().int().min(1).max(50).default(3),
  /** `published`: the fixed limit `sharpnessMin`. `relative`: against the other photos of the same camera, by `relativeLimit`. */
  sharpnessRule: z.enum(["published", "relative"]).default("published"),
  /** Least share of spectral magnitude outside the low-frequency disc (published threshold 0.6). */
  sharpnessMin: z.number().min(0).max(1).default(0.6),
  /** How many robust standard deviations under the median a photo may be (core/frame/sharpness-limit). */
  relativeLimit: z.number().min(0).max(10).default(2),
  /** Least number of movable objects that the frame shows well. */
  objectsMin: z.number().int().min(0).max(50).default(2),
  /** Largest share of anonymised pixels, 0 to 1. */
  maskedShareMax: z.number().min(0).max(1).default(0.2),
  /** A frame nearer than this to a kept one, and turned by less than `duplicateAngleDegrees`, shows the same again. 0: no frame does. */
  duplicateDistanceMeters: z.number().min(0).max(10).default(0.15),
  duplicateAngleDegrees: z.number().min(0).max(180).default(10),
  /** Which of several good frames of a group is kept: the first drawn, or the one that shows most objects that no earlier kept frame shows. */
  prefer: z.enum(["draw", "coverage"]).default("draw"),
});
export type SelectFramesOptions = z.infer<typeof SelectFramesOptions>;
