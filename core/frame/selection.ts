import * as z from "zod";

/** What the selection said about a photo: not looked at, chosen for the benchmark, or left out for a reason. */
export const FrameSelection = z.enum(["untried", "kept", "rejected"]);
export type FrameSelection = z.infer<typeof FrameSelection>;

/** What was measured of a photo. */
export const FrameMeasure = z.object({
  /** Spectral share outside the low-frequency disc, 0 to 1. */
  sharpness: z.number().min(0).max(1),
  /** Keys of the movable objects that the photo shows well, by their boxes: what stands in front of them is not looked at. */
  shownKeys: z.array(z.string()),
  /** Share of the pixels that are anonymised, 0 to 1. */
  maskedShare: z.number().min(0).max(1),
});
export type FrameMeasure = z.infer<typeof FrameMeasure>;

/** What was measured of a tried photo, or why nothing could be. */
export const MeasuredFrame = z.union([FrameMeasure, z.object({ unreadable: z.string().min(1) })]);
export type MeasuredFrame = z.infer<typeof MeasuredFrame>;

/**
 * Why a photo is kept or not. `group-served`: it is good, and another one of its group is kept. `not-tried`:
 * other limits would not look at it; said in previews, never stored.
 */
export const SelectionReasonKind = z.enum([
  "kept",
  "excluded",
  "unreadable",
  "blurred",
  "few-objects",
  "anonymised",
  "near-duplicate",
  "group-served",
  "not-tried",
]);
export type SelectionReasonKind = z.infer<typeof SelectionReasonKind>;

/** One reason with its figures in words. */
export const SelectionReason = z.object({ kind: SelectionReasonKind, text: z.string().min(1) });
export type SelectionReason = z.infer<typeof SelectionReason>;

/** Why a photo was kept or rejected, with the figures it was judged by. */
export const SelectionDetail = z.object({
  /** Index of its group of consecutive frames, from 0, counted over all walks of the scene. */
  group: z.number().int().min(0),
  /** Its place among the tried frames of the group, from 1; null when the scan itself excludes it and it was not tried. */
  attempt: z.number().int().min(1).nullable(),
  /** Null when it was not tried. */
  measured: MeasuredFrame.nullable(),
  /** Everything that speaks against the photo, or the one reason why it was kept. */
  reasons: z.array(SelectionReason).min(1),
});
export type SelectionDetail = z.infer<typeof SelectionDetail>;
