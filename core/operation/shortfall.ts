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

/** Adds up shortfalls by reason. */
export class ShortfallTally {
  /** How many candidate edits were held against the checks in all, for good or ill. */
  examinedCount = 0;
  private readonly entries = new Map<string, Shortfall>();

  /** Notes that a reason cost so many more; none is not noted. */
  count(reason: ShortfallReason, of: Shortfall["of"], count = 1): void {
    if (count === 0) return;
    const key = `${reason} ${of}`;
    const earlier = this.entries.get(key)?.count ?? 0;
    this.entries.set(key, { reason, of, count: earlier + count });
  }

  /** One entry per reason and kind of thing, in the order in which they came up first. */
  list(): Shortfall[] {
    return [...this.entries.values()];
  }
}
