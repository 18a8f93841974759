/**
 * The published test for "the same thing": the sum of squared differences is below `threshold`. For two
 * boxes of seven numbers the default 0.1 means closer than 0.316 over metres and radians together; for
 * two image rectangles 100 means closer than 10 pixels over four coordinates. False when a number is NaN.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/item_utils.py: check_same.
 */
export function sameNumbers(
  a: readonly number[],
  b: readonly number[],
  threshold = defaultSameThreshold,
): boolean {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum < threshold;
}

/** Threshold of {@link sameNumbers} where the published code names none. */
export const defaultSameThreshold = 0.1;
