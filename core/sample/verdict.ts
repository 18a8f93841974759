import * as z from "zod";

/** A person's decision about a sample. */
export const VerdictKind = z.enum(["accept", "reject", "skip"]);
export type VerdictKind = z.infer<typeof VerdictKind>;

/** Why a sample is rejected: the closed list behind the number keys 1 to 9. */
export const RejectReason = z.enum([
  "collision",
  "floating",
  "out-of-frame",
  "occluded",
  "wrong-label",
  "wrong-box",
  "ambiguous-object",
  "no-visible-change",
  "other",
]);
export type RejectReason = z.infer<typeof RejectReason>;

/** The reasons as shown to people. */
export const rejectReasonText: Record<RejectReason, string> = {
  collision: "Collides with something",
  floating: "Floats or sinks",
  "out-of-frame": "Leaves the picture",
  occluded: "Hidden by something",
  "wrong-label": "Wrong label",
  "wrong-box": "Box does not fit the object",
  "ambiguous-object": "Which object is meant is unclear",
  "no-visible-change": "Change cannot be seen",
  other: "Other (say what)",
};

/** Why a sample is left to others. */
export const SkipReason = z.enum([
  "unsure",
  "photo-unclear",
  "second-look",
  "not-covered",
  "other",
]);
export type SkipReason = z.infer<typeof SkipReason>;

/** The reasons to skip as shown to people. */
export const skipReasonText: Record<SkipReason, string> = {
  unsure: "I am not sure",
  "photo-unclear": "The photo is unclear",
  "second-look": "Needs a second look",
  "not-covered": "The guidelines do not say",
  other: "Other (say what)",
};

/** A verdict's reason, whatever its kind. */
export const VerdictReason = z.enum([
  ...RejectReason.options,
  ...SkipReason.exclude(["other"]).options,
]);
export type VerdictReason = z.infer<typeof VerdictReason>;

/** All reasons as shown to people. */
export const verdictReasonText: Record<VerdictReason, string> = {
  ...skipReasonText,
  ...rejectReasonText,
};
