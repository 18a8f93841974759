/** Threshold of {@link sameNumbers} for two boxes where the published code names none: closer than 0.316 over metres and radians together. */
export const sameBoxThreshold = 0.1;

/** Threshold of {@link sameNumbers} for two image rectangles: closer than 10 pixels over four coordinates. */
export const sameRectThreshold = 100;

/**
 * The published test for "the same thing": the sum of squared differences of two equally long lists is
 * below `threshold`. False when a number is NaN.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/item_utils.py: check_same.
 */
export function sameNumbers(
  a: readonly number[],
  b: readonly number[],
  threshold = sameBoxThreshold,
): boolean {
  return squaredDistance(a, b) < threshold;
}

/** The sum of squared differences of two equally long lists; NaN where a number is NaN. */
export function squaredDistance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
}
