import { seededRandom } from "#core/random.ts";
import type { GateAnswer, GateVerdict } from "./gate-answer.ts";
import type { ModelGateOptions } from "./gate-options.ts";

/** What the gate decides by. */
export type GateCase = {
  readonly answer: Pick<GateAnswer, "verdict" | "confidence">;
  readonly options: Pick<ModelGateOptions, "dropAtConfidence">;
  /** What in the texts that the model read looks like an order to it; null when nothing does. */
  readonly orders: string | null;
};

/**
 * What becomes of a candidate by the model's answer. A drop that the model is not sure enough of, and a
 * keep that a text may have asked for, are left to people.
 */
export function decideGate({ answer, options, orders }: GateCase): GateVerdict {
  const { verdict, confidence } = answer;
  if (verdict === "drop" && confidence < options.dropAtConfidence) return "unsure";
  if (verdict === "keep" && orders !== null) return "unsure";
  return verdict;
}

/**
 * Whether a dropped sample is shown to people who do not know that it was dropped. The draw depends on the
 * seed and the sample alone: not on why it was dropped, nor on how many others were.
 *
 * @param share Share of the dropped samples to draw, 0 to 1.
 */
export function auditDraw(sampleId: string, seed: number, share: number): boolean {
  return seededRandom(seed, "gate-audit", sampleId).next() < share;
}
