import type { LabelSpan } from "./grounding-captions.ts";

/** The label of one of the model's queries, with the probability of its best token, 0 to 1. */
export type SpanLabel = { readonly label: string; readonly score: number };

/**
 * Which label a query of Grounding DINO means, by the probabilities (0 to 1) of the caption's tokens: the one
 * whose tokens have the highest mean; of equals the one of more tokens, which says more, then the earlier. So
 * "office chair" wins over "chair" only when "office" is meant too. Null when that mean is not over `textThreshold`, or the label's best token not over
 * `boxThreshold`, or there is no label.
 *
 * Source: the mean over a label's tokens is how Grounding DINO is evaluated on closed label lists
 * (IDEA-Research/GroundingDINO, demo/test_ap_on_coco.py); the best token is its score in util/inference.py.
 */
export function labelBySpan(
  probabilities: ArrayLike<number>,
  spans: readonly LabelSpan[],
  {
    boxThreshold,
    textThreshold,
  }: { readonly boxThreshold: number; readonly textThreshold: number },
): SpanLabel | null {
  let best: (SpanLabel & { mean: number; length: number }) | null = null;
  for (const { label, from, to } of spans) {
    let [sum, score] = [0, 0];
    for (let token = from; token < to; token++) {
      sum += probabilities[token]!;
      score = Math.max(score, probabilities[token]!);
    }
    const length = to - from;
    const mean = sum / length;
    if (!best || mean > best.mean || (mean === best.mean && length > best.length))
      best = { label, score, mean, length };
  }
  if (!best || best.mean <= textThreshold || best.score <= boxThreshold) return null;
  return { label: best.label, score: best.score };
}
