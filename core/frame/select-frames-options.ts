import * as z from "zod";

/** How frames are chosen from a walk through the scene. */
export const SelectFramesOptions = z.object({
  /** Length of a group of consecutive frames; at most one frame of each group is kept. */
  every: z.number().int().min(1).max(1000).default(20),
  /** Frames tried per group, in seeded random order, before the group is given up. */
  triesPerGroup: z.number().int().min(1).max(50).default(3),
  /** Least share of spectral magnitude outside the low-frequency disc (published threshold 0.6). */
  sharpnessMin: z.number().min(0).max(1).default(0.6),
  /** Least number of movable objects that the frame shows well. */
  objectsMin: z.number().int().min(0).max(50).default(2),
});
export type SelectFramesOptions = z.infer<typeof SelectFramesOptions>;
