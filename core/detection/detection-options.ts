import * as z from "zod";

/** How places in a photo become prompts of a 3D detector, and which of its answers are kept. */
export const DetectionOptions = z.object({
  /** By which share of its size a rectangle is enlarged on every side: 0, or 0.1 as in the published evaluation on 2D detections. */
  promptExpand: z.union([z.literal(0), z.literal(0.1)]).default(0),
  /** Least width and height of a prompt in pixels of the model's frame, after cutting it to the picture. */
  promptSideMin: z.number().min(0).max(896).default(5),
  /** Two prompts of one label that overlap by more are one thing; the higher score stays. 1: they never are. */
  promptIouMax: z.number().min(0).max(1).default(0.7),
  /** The same for prompts of different labels: one thing called by two names. 1: they never are. */
  promptIouMaxAcrossLabels: z.number().min(0).max(1).default(0.9),
  /** A box whose centre is at least this deep is not believed: the detector clamps depth at 100 m. */
  depthMaxMeters: z.number().positive().default(99.9),
  /** Least and greatest extent of a box along each of its axes. */
  sizeMinMeters: z.number().min(0).default(0.01),
  sizeMaxMeters: z.number().positive().default(20),
  /** Least quality that the detector gives its own box. */
  qualityMin: z.number().min(0).max(1).default(0.05),
  /** Two boxes of one label that share more of their joint volume are one thing. 1: they never are. */
  boxIouMax: z.number().min(0).max(1).default(0.5),
});
export type DetectionOptions = z.infer<typeof DetectionOptions>;

/** The limits that hold where nobody says otherwise. */
export const defaultDetectionOptions: DetectionOptions = DetectionOptions.parse({});
