import { gateReasonText } from "#core/gate/gate-reason.ts";
import type { GateReason } from "#core/gate/gate-reason.ts";
import type { CheckName } from "#core/plausibility/finding.ts";

/** What each check asks, in a few words. */
export const checkText: Record<CheckName, string> = {
  "label-movable": "Movable thing",
  "visible-before": "Visible before",
  "depth-range": "At a fair distance",
  "in-frame": "Inside the photo",
  "min-pixel-size": "Large enough to see",
  "visible-change": "Change can be seen",
  occlusion: "Not hidden by others",
  collision: "Free of collisions",
  support: "Stands on something",
  "leaves-room": "Stays in the room",
  "box-matches-operation": "Box fits the operation",
  "reference-unique": "Object is unmistakable",
  "words-match": "Words fit the edit",
  oracle: "A perfect edit scores",
  duplicate: "No sample like it",
};

/** What is wrong where a check fails, or where a gate says that it would. */
export const causeText: Record<CheckName, string> = {
  ...(Object.fromEntries(
    Object.entries(gateReasonText).map(([reason, { forPeople }]) => [reason, forPeople]),
  ) as Record<GateReason, string>),
  "depth-range": "Too near or too far",
  "box-matches-operation": "Box does not fit the operation",
  oracle: "A perfect edit would not score",
  duplicate: "Like another sample",
};
