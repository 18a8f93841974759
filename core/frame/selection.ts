import * as z from "zod";

/** What the selection said about a photo: not looked at, chosen for the benchmark, or looked at and left out. */
export const FrameSelection = z.enum(["untried", "kept", "rejected"]);
export type FrameSelection = z.infer<typeof FrameSelection>;

/** Why a tried photo was kept or rejected, with the figures it was judged by. */
export const SelectionDetail = z.object({
  /** Index of its group of consecutive frames, from 0. */
  group: z.number().int().min(0),
  /** How many frames of the group were tried up to and with this one, from 1. */
  attempt: z.number().int().min(1),
  /** Spectral share outside the low-frequency disc, 0 to 1; null when the photo could not be decoded. */
  sharpness: z.number().min(0).max(1).nullable(),
  /** Movable objects that the photo shows well; null when it was not counted. */
  objectCount: z.number().int().min(0).nullable(),
  /** Sentences with figures: every one that speaks against the photo, or the one that says why it was kept. */
  reasons: z.array(z.string().min(1)).min(1),
});
export type SelectionDetail = z.infer<typeof SelectionDetail>;
