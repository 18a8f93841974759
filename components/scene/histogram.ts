/** A bar of a histogram: values from `from` (inclusive) to `to` (exclusive; the last bar includes it). */
export type Bin = { readonly from: number; readonly to: number; readonly count: number };

/** Values counted in bins of equal width between the given limits. Values outside fall into the end bins. */
export function histogram(
  values: readonly number[],
  low: number,
  high: number,
  bins: number,
): Bin[] {
  const width = (high - low) / bins;
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) {
    const index = Math.min(bins - 1, Math.max(0, Math.floor((value - low) / width)));
    counts[index] = counts[index]! + 1;
  }
  return counts.map((count, index) => ({
    from: low + index * width,
    to: low + (index + 1) * width,
    count,
  }));
}

/** Limits that hold all values and the threshold, rounded outward to a twentieth. */
export function histogramLimits(values: readonly number[], threshold: number): [number, number] {
  const all = [...values, threshold];
  const low = Math.floor(Math.min(...all) * 20 - 1e-9) / 20;
  const high = Math.ceil(Math.max(...all) * 20 + 1e-9) / 20;
  return [Math.max(0, low), Math.min(1, high)];
}
