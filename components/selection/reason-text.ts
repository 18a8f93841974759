import type { SelectionReasonKind } from "#core/frame/selection.ts";

/** Kinds of reasons in a word or two. */
export const reasonText: Record<SelectionReasonKind, string> = {
  kept: "Kept",
  blurred: "Blurred",
  "few-objects": "Few objects",
  anonymised: "Anonymised",
  "near-duplicate": "Near duplicate",
  "group-served": "Good, not needed",
  "not-tried": "Not tried any more",
  unreadable: "Unreadable",
  excluded: "Excluded by the scan",
};
