import * as z from "zod";

/** Why an object of a photo, or a candidate edit of one, was left aside. */
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

/** The reasons as shown to people. */
export const shortfallReasonText: Record<ShortfallReason, string> = {
  "fixed-label": "part of the building or fixed",
  "hardly-visible": "too little of it is seen",
  "too-small": "too small in the picture",
  "no-clear-words": "no words tell it from the others",
  "too-large-to-move": "too large to be moved",
  "looks-the-same-turned": "a turn of it would hardly show",
  "perfect-edit-cannot-score": "even a perfect edit could not score",
  "leaves-picture": "would leave the picture",
  implausible: "would collide, float or change too little to see",
  "nothing-left": "no further candidate of this kind",
};
