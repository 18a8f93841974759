import type * as z from "zod";
import { CheckName } from "#core/plausibility/finding.ts";
import type { RejectReason } from "#core/sample/verdict.ts";

/**
 * Why the gate drops a candidate: the plausibility checks whose subject two pictures and the words show,
 * under the checks' own names, so that the gate, the rules and people can be held against each other.
 * Left out is what no picture shows:
 *
 * - `depth-range`: metres from the camera;
 * - `box-matches-operation`: a centimetre and a degree between box and operation;
 * - `oracle`: what the published evaluator makes of a perfect edit;
 * - `duplicate`: other samples.
 */
export const GateReason = CheckName.exclude([
  "depth-range",
  "box-matches-operation",
  "oracle",
  "duplicate",
]);
export type GateReason = z.infer<typeof GateReason>;

/** A reason as the model is told it, and as people read it. */
export type GateReasonText = { readonly forModel: string; readonly forPeople: string };

export const gateReasonText: Record<GateReason, GateReasonText> = {
  "label-movable": {
    forModel:
      "the thing in the box is part of the building or fixed to it and cannot be moved or taken away",
    forPeople: "Cannot be moved",
  },
  "visible-before": {
    forModel: "the first picture shows too little of the object to edit it",
    forPeople: "Hardly seen before the edit",
  },
  "in-frame": {
    forModel: "the new box lies to a large part outside the picture",
    forPeople: "Leaves the picture",
  },
  "min-pixel-size": {
    forModel: "the object is so small in the picture, before or after, that nobody could judge it",
    forPeople: "Too small in the picture",
  },
  "visible-change": {
    forModel: "the picture would look much the same after the edit",
    forPeople: "Change cannot be seen",
  },
  occlusion: {
    forModel: "other things would hide most of the object in its new place",
    forPeople: "Hidden by something afterwards",
  },
  collision: {
    forModel: "the new box reaches into another thing or a wall",
    forPeople: "Collides with something",
  },
  support: {
    forModel:
      "in its new place the object floats, sinks in or stands half over an edge, or the edit leaves something that stood on it in the air",
    forPeople: "Floats, sinks or leaves something in the air",
  },
  "leaves-room": {
    forModel: "the object would go through a wall or out of the room",
    forPeople: "Leaves the room",
  },
  "reference-unique": {
    forModel: "the instruction could mean another object of the picture as well",
    forPeople: "Which object is meant is unclear",
  },
  "words-match": {
    forModel:
      "the instruction says something else than the pictures show: another object, way or amount",
    forPeople: "The words say something else",
  },
};

/**
 * The gate's reason for what a person rejects; null where the gate has none: a wrong label it corrects, and
 * a wrong box it has no check for, so both are told by `labelCorrection` and `comment` of its answer.
 */
export const reasonOfReject: Record<RejectReason, GateReason | null> = {
  collision: "collision",
  floating: "support",
  "out-of-frame": "in-frame",
  occluded: "occlusion",
  "wrong-label": null,
  "wrong-box": null,
  "ambiguous-object": "reference-unique",
  "no-visible-change": "visible-change",
  other: null,
};
