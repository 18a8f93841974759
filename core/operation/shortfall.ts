import * as z from "zod";

/**
 * Why an object of a photo, or a candidate edit of one, was left aside. `implausible` candidates would
 * collide, float or change too little to be seen; `nothing-left` counts places without a candidate.
 */
export const ShortfallReason = z.enum([
  "fixed-label",
  "hardly-visible",
  "too-small",
  "no-clear-words",
  "too-large-to-move",
  "looks-the-same-turned",
  "perfect-edit-cannot-score",
  "leaves-picture",
  "implausible",
  "nothing-left",
]);
export type ShortfallReason = z.infer<typeof ShortfallReason>;

/** A reason with what it cost: objects, candidate edits, or places of the photo's budget that stayed empty. */
export const Shortfall = z.object({
  reason: ShortfallReason,
  of: z.enum(["objects", "candidates", "places"]),
  count: z.number().int().min(1),
});
export type Shortfall = z.infer<typeof Shortfall>;
