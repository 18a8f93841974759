import type { ConsistencyScore } from "./consistency-reply.ts";
import type { AccuracyResult, ComplianceResult, LocalityResult } from "./result-statistics.ts";
import { meanOf } from "./result-statistics.ts";

/** The results of one model on one data set, by sample key (`<image>_<query>`); scores by `<image>_edit_<query>`. */
export type ModelResults = {
  readonly compliance: Readonly<Record<string, ComplianceResult>>;
  readonly accuracy: Readonly<Record<string, AccuracyResult>>;
  readonly locality: Readonly<Record<string, LocalityResult>>;
  readonly consistency: ReadonlyMap<string, ConsistencyScore>;
};

/** The published figures of one model on one data set, each meant to be 0 to 100. */
export type AggregateScores = {
  readonly compliance: number;
  readonly accuracy: number;
  readonly localitySsim: number;
  readonly localityLpips: number;
  readonly consistency: number;
  /** Mean of compliance, accuracy, localityLpips and consistency. */
  readonly average: number;
};

/**
 * The published aggregation over all samples of the compliance file. A sample that does not comply keeps
 * its accuracy and gets 0 for locality and consistency; one that complies but whose appearance score is 0,
 * missing or unreadable loses everything. `stoppedAt` names the sample on which the published code ends
 * with an error: no accuracy for it, or an appearance score that is no number.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/aggregate.py: compute_metrics.
 */
export function aggregateScores(
  results: ModelResults,
): AggregateScores | { readonly stoppedAt: string } {
  const samples: SampleScores[] = [];
  for (const [key, { compliance }] of Object.entries(results.compliance)) {
    const accuracy = results.accuracy[key]?.edit_score;
    if (accuracy === undefined) return { stoppedAt: key };
    if (!(compliance > 0)) {
      samples.push({ ...nothing, compliance, accuracy });
      continue;
    }
    const score = results.consistency.get(consistencyKey(key, results.consistency)) ?? 0;
    if (score === "unusable") return { stoppedAt: key };
    if (score === 0) {
      samples.push(nothing);
      continue;
    }
    const locality = results.locality[key];
    samples.push({
      compliance,
      accuracy,
      localitySsim: locality ? 100 * locality.ssim : 0,
      localityLpips: locality ? 100 - 100 * locality.lpips : 0,
      consistency: 10 * score,
    });
  }
  const compliance = 100 * meanOf(samples, (one) => one.compliance);
  const accuracy = 100 * meanOf(samples, (one) => one.accuracy);
  const localitySsim = meanOf(samples, (one) => one.localitySsim);
  const localityLpips = meanOf(samples, (one) => one.localityLpips);
  const consistency = meanOf(samples, (one) => one.consistency);
  const average = (compliance + accuracy + localityLpips + consistency) / 4;
  return { compliance, accuracy, localitySsim, localityLpips, consistency, average };
}

type SampleScores = Omit<AggregateScores, "average">;

const nothing: SampleScores = {
  compliance: 0,
  accuracy: 0,
  localitySsim: 0,
  localityLpips: 0,
  consistency: 0,
};

/**
 * The name under which a sample's appearance score is looked up: `<image>_edit_<query>`, or that name with
 * .jpg or .png where only it is there. The query is what follows the last underscore of the key.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/aggregate.py: resolve_ac_key.
 */
export function consistencyKey(key: string, scores: ReadonlyMap<string, unknown>): string {
  const queryStart = key.lastIndexOf("_") + 1;
  const name = `${key.slice(0, queryStart)}edit_${key.slice(queryStart)}`;
  return [name, `${name}.jpg`, `${name}.png`].find((candidate) => scores.has(candidate)) ?? name;
}
