import { normalizeLabel } from "#core/scene/label.ts";
import type { GateAnswer, LabelCorrection } from "./gate-answer.ts";
import { GateVerdict } from "./gate-answer.ts";

/** What several answers about one sample come to. */
export type CombinedAnswer = Omit<GateAnswer, "rewrites"> & {
  /** All different ones, in the order of the answers. */
  readonly rewrites: readonly string[];
  readonly votes: Readonly<Record<GateVerdict, number>>;
};

/**
 * Makes one answer of several about the same sample (at least one; throws when they are about different
 * ones). The verdict is the one with most votes, in a tie `unsure`. Its confidence is its share of the votes
 * times the mean confidence of those who gave it: 0 for a tie in which nobody was unsure. Reasons, each
 * once, are those of the leading side, or sides in a tie; the comment is that of the surest of them. The
 * label is corrected only if more than half name the same new label; then the regions are averaged.
 */
export function combineVotes(answers: readonly GateAnswer[]): CombinedAnswer {
  const [first] = answers;
  if (!first) throw new Error("there is no answer to combine");
  const foreign = answers.find(({ sample }) => sample !== first.sample);
  if (foreign)
    throw new Error(`answers about “${first.sample}” and “${foreign.sample}” cannot be combined`);
  const given = (verdict: GateVerdict) => answers.filter((answer) => answer.verdict === verdict);
  const sides = GateVerdict.options.map((verdict) => ({ verdict, answers: given(verdict) }));
  const most = Math.max(...sides.map((side) => side.answers.length));
  const leading = sides.filter((side) => side.answers.length === most);
  const verdict = leading.length === 1 ? leading[0]!.verdict : "unsure";
  const leaders = leading.flatMap((side) => side.answers);
  const confidences = given(verdict).map(({ confidence }) => confidence);
  return {
    sample: first.sample,
    comment: leaders.reduce((a, b) => (b.confidence > a.confidence ? b : a)).comment,
    reasons: firstOfEach(
      leaders.flatMap(({ reasons }) => reasons),
      ({ reason }) => reason,
    ),
    verdict,
    // Share of the votes times mean confidence.
    confidence: sum(confidences) / answers.length,
    labelCorrection: commonCorrection(answers),
    rewrites: firstOfEach(
      answers.flatMap(({ rewrites }) => rewrites),
      (rewrite) => rewrite,
    ),
    votes: {
      keep: given("keep").length,
      drop: given("drop").length,
      unsure: given("unsure").length,
    },
  };
}

function commonCorrection(answers: readonly GateAnswer[]): LabelCorrection | null {
  const corrections = answers.flatMap(({ labelCorrection }) => labelCorrection ?? []);
  const byLabel = Map.groupBy(corrections, ({ label }) => normalizeLabel(label));
  for (const [label, same] of byLabel) {
    if (same.length <= answers.length / 2) continue;
    const mean = (edge: 0 | 1 | 2 | 3) => sum(same.map(({ region }) => region[edge])) / same.length;
    return { label, region: [mean(0), mean(1), mean(2), mean(3)] };
  }
  return null;
}

function firstOfEach<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  return [...Map.groupBy(all, keyOf).values()].map((same) => same[0]!);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
