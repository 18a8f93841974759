import type { AggregateScores, ModelResults } from "./aggregate.ts";
import { consistencyKey } from "./aggregate.ts";
import { meanOf } from "./result-statistics.ts";

/**
 * The corrected aggregation over all samples that were ASKED for (`<image>_<query>`): one that the model did
 * not deliver counts as failed, and one that does not comply earns nothing anywhere. An appearance score is
 * kept within 0 to 10 and concerns the appearance alone; a sample without a readable one is left out of that
 * mean. Never stops.
 */
export function aggregateScoresCorrected(
  results: ModelResults,
  sampleKeys: readonly string[],
): AggregateScores {
  const samples = sampleKeys.map((key) => {
    const compliance = Math.min(1, Math.max(0, results.compliance[key]?.compliance ?? 0));
    if (!(compliance > 0)) return failed;
    const locality = results.locality[key];
    const score = results.consistency.get(consistencyKey(key, results.consistency));
    return {
      compliance,
      accuracy: results.accuracy[key]?.edit_score ?? 0,
      localitySsim: locality ? share(locality.ssim) : 0,
      localityLpips: locality ? share(1 - locality.lpips) : 0,
      consistency: typeof score === "number" ? share(score / 10) : null,
    };
  });
  const judged = samples.filter(({ consistency }) => consistency !== null);
  const compliance = 100 * meanOf(samples, (one) => one.compliance);
  const accuracy = 100 * meanOf(samples, (one) => one.accuracy);
  const localitySsim = 100 * meanOf(samples, (one) => one.localitySsim);
  const localityLpips = 100 * meanOf(samples, (one) => one.localityLpips);
  const consistency = 100 * meanOf(judged, (one) => one.consistency ?? 0);
  const average = (compliance + accuracy + localityLpips + consistency) / 4;
  return { compliance, accuracy, localitySsim, localityLpips, consistency, average };
}

const failed = { compliance: 0, accuracy: 0, localitySsim: 0, localityLpips: 0, consistency: 0 };

/** Kept within 0 to 1; what is no number counts as 0. */
function share(value: number): number {
  return value > 0 ? Math.min(1, value) : 0;
}
