/** One sample's instruction compliance, 0 to 1, under its published name. */
export type ComplianceResult = { readonly operation: string; readonly compliance: number };

/** One sample's spatial accuracy, 0 to 1, under its published name. */
export type AccuracyResult = { readonly operation: string; readonly edit_score: number };

/** One sample's locality measures; without an operation it is counted under "all". */
export type LocalityResult = {
  readonly operation?: string;
  readonly ssim: number;
  readonly lpips: number;
  readonly mse: number;
};

/**
 * The published statistics of compliance: rate and count per operation in order of appearance, and
 * overall. Rates are means, 0 when there is nothing.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/statistics_utils.py: compute_statistics.
 */
export function complianceStatistics(results: readonly ComplianceResult[]) {
  const groups = byOperation(results);
  return {
    operation_success_rate: Object.fromEntries(
      [...groups].map(([operation, group]) => [
        operation,
        { rate: meanOf(group, (one) => one.compliance), count: group.length },
      ]),
    ),
    overall_success_rate: meanOf(results, (one) => one.compliance),
    overall_total_count: results.length,
  };
}

/**
 * The published statistics of spatial accuracy: means per operation and overall, 0 when there is nothing.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/statistics_utils.py: compute_statistics.
 */
export function accuracyStatistics(results: readonly AccuracyResult[]) {
  return {
    operation_mean_score: meansByOperation(results, (one) => one.edit_score),
    overall_mean_score: meanOf(results, (one) => one.edit_score),
  };
}

/**
 * The published statistics of locality: means per operation and overall, 0 when there is nothing. The
 * squared error is left out, as published.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/statistics_utils.py: compute_statistics.
 */
export function localityStatistics(results: readonly LocalityResult[]) {
  return {
    operation_mean_ssim: meansByOperation(results, (one) => one.ssim),
    operation_mean_lpips: meansByOperation(results, (one) => one.lpips),
    overall_mean_ssim: meanOf(results, (one) => one.ssim),
    overall_mean_lpips: meanOf(results, (one) => one.lpips),
  };
}

function byOperation<Result extends { readonly operation?: string }>(
  results: readonly Result[],
): ReadonlyMap<string, readonly Result[]> {
  return Map.groupBy(results, (one) => one.operation ?? "all");
}

function meansByOperation<Result extends { readonly operation?: string }>(
  results: readonly Result[],
  valueOf: (one: Result) => number,
): Record<string, number> {
  return Object.fromEntries(
    [...byOperation(results)].map(([operation, group]) => [operation, meanOf(group, valueOf)]),
  );
}

/** The plain mean of a value over all items, 0 when there is none. */
export function meanOf<Item>(items: readonly Item[], valueOf: (item: Item) => number): number {
  if (items.length === 0) return 0;
  return items.reduce((sum, item) => sum + valueOf(item), 0) / items.length;
}
