import type { GateVerdict } from "#core/gate/gate-answer.ts";
import type { GateDetail, JudgedRewrite } from "#core/gate/gate-detail.ts";

/** What stands behind a model's verdict, as short as it can be. */
export function gateDetail(
  verdict: GateVerdict,
  rewrites: readonly JudgedRewrite[] = [],
  confidence = 0.9,
): GateDetail {
  const hash = "a".repeat(64);
  return {
    prompt: { version: "gate-1", templateHash: hash, textHash: hash },
    pictures: [{ kind: "whole", hash }],
    requests: ["b".repeat(64)],
    votes: [],
    answer: { verdict, confidence, comment: "", reasons: [], labelCorrection: null },
    overruled: null,
    labelFix: null,
    rewrites: [...rewrites],
  };
}
