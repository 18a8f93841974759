/** A share as per cent: whole ones, and a decimal near the ends, where 99.6 is not 100. */
export function percentText(share: number): string {
  const percent = 100 * share;
  const isNearEnd = percent !== 0 && percent !== 100 && (percent < 1 || percent > 99);
  return `${isNearEnd ? clampedDecimal(percent) : Math.round(percent)} %`;
}

/** The limits of a share: "66 to 93 %". */
export function rangeText({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${percentText(low).replace(" %", "")} to ${percentText(high)}`;
}

function clampedDecimal(percent: number): string {
  return Math.min(99.9, Math.max(0.1, percent)).toFixed(1);
}
