/** The middle number, or the mean of the middle two; any unit. Null where there is none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length === 0
    ? null
    : (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/** What makes the median absolute deviation of normally distributed numbers their standard deviation: 1 / quantile(3/4). */
const deviationOfNormal = 1.4826;

/**
 * The spread of numbers about their median, in their unit, which a minority of outliers does not move:
 * 1.4826 times the median of |value - median|. For normally distributed numbers it is their standard
 * deviation. 0 where there is none.
 */
export function robustDeviation(values: readonly number[]): number {
  const middle = median(values) ?? 0;
  return deviationOfNormal * (median(values.map((value) => Math.abs(value - middle))) ?? 0);
}
