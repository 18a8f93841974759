import type { GateAnswer } from "#core/gate/gate-answer.ts";

/** A sure keep of the sample `sample-1` with three rewrites of “move the chair half a metre to the left”. */
export function gateAnswer(changes: Partial<GateAnswer> = {}): GateAnswer {
  return {
    sample: "sample-1",
    comment: "A chair before a desk; the place to its left is free.",
    reasons: [],
    verdict: "keep",
    confidence: 0.9,
    labelCorrection: null,
    rewrites: [
      "Shift the chair 50 cm to the left.",
      "Please move the chair half a meter to the left.",
      "Relocate the chair 0.5 m to the left.",
    ],
    ...changes,
  };
}
