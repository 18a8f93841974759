import { parsePythonJson } from "./python-json.ts";

/** The mark before and after the JSON answer in the judging model's reply. */
export const replyDelimiter = "||V^=^V||";

/**
 * What a reply says of the target's appearance: a number, meant to be 0 to 10 but not checked; null when
 * the reply cannot be read; "unusable" for text or a list, on which the published aggregation stops.
 */
export type ConsistencyScore = number | null | "unusable";

/**
 * Reads the score from a reply: the JSON object between the first two delimiters (or from the first to the
 * end), its `score`. True counts as 1 and false as 0.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/aggregate.py: parse_ac_scores and the arithmetic after it.
 */
export function parseConsistencyReply(reply: string): ConsistencyScore {
  const answer = reply.split(replyDelimiter, 2)[1];
  if (answer === undefined) return null;
  let parsed: unknown;
  try {
    parsed = parsePythonJson(answer);
  } catch {
    return null;
  }
  if (typeof parsed !== "object" || parsed === null || !Object.hasOwn(parsed, "score")) return null;
  const { score } = parsed as { score: unknown };
  if (typeof score === "boolean") return Number(score);
  if (typeof score === "number") return score;
  return typeof score === "string" || Array.isArray(score) ? "unusable" : null;
}

/** One row of a predictions file, as far as it is read back. */
export type ConsistencyPrediction = {
  readonly prediction: string;
  readonly meta: { readonly index: string };
};

/** The scores of a predictions file by its index (`<image>_edit_<query>`); the last row of an index wins. */
export function consistencyScores(
  predictions: readonly ConsistencyPrediction[],
): ReadonlyMap<string, ConsistencyScore> {
  return new Map(
    predictions.map(({ prediction, meta }) => [meta.index, parseConsistencyReply(prediction)]),
  );
}
