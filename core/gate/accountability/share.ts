import type { Cell } from "./cells.ts";
import type { Estimate } from "./wilson.ts";
import { normalQuantile } from "./wilson.ts";

/** A share with its limits, and the cases as they were counted that it rests on. */
export type Share = Estimate & { readonly hits: number; readonly seen: number };

/**
 * The share of all candidates of the cells for which something holds. One cell keeps its own interval.
 * The limits of several are put together by the distances of each cell's limits from its share (MOVER), and
 * widened by how far the cells differ, as the next candidates may fall into them otherwise.
 *
 * Source: G. Y. Zou, A. Donner, Construction of confidence limits about effect measures, Statistics in
 * Medicine 27 (2008) 1693-1702.
 */
export function shareWithin(cells: readonly Cell[] | null): Share | null {
  const counted = countsOf(cells ?? []);
  if (!cells || counted.seen === 0) return null;
  const size = cells.reduce((sum, cell) => sum + cell.size, 0);
  const sumOver = (termOf: (cell: Cell, part: number) => number) =>
    cells.reduce((sum, cell) => sum + termOf(cell, cell.size / size), 0);
  const value = sumOver(({ share }, part) => part * share.value);
  const between =
    (normalQuantile ** 2 / size) * sumOver(({ share }, part) => part * (share.value - value) ** 2);
  const reach = (limit: "low" | "high") =>
    Math.sqrt(between + sumOver(({ share }, part) => (part * (share.value - share[limit])) ** 2));
  return {
    value,
    low: Math.max(0, value - reach("low")),
    high: Math.min(1, value + reach("high")),
    ...counted,
  };
}

/**
 * The part that `found` has in the sum of what is found and what is `missed`: a ratio of two random totals,
 * for which Wilson's interval with an effective size is too short (docs/gate.md). The limits of the totals
 * are put together to those of their ratio (MOVER-R). Null where nothing of the kind was seen at all.
 *
 * Source: A. Donner, G. Y. Zou, Closed-form confidence intervals for functions of the normal mean and
 * standard deviation, Statistical Methods in Medical Research 21 (2012) 347-359, for independent
 * totals.
 */
export function shareFound(
  found: readonly Cell[] | null,
  missed: readonly Cell[] | null,
): Share | null {
  if (!found || !missed) return null;
  const [one, other] = [totalOf(found), totalOf(missed)];
  if (one.value + other.value === 0) return null;
  const hits = countsOf(found).hits;
  const product = one.value * other.value;
  const lowTerms = one.low * (2 * one.value - one.low);
  const highTerms = one.high * (2 * one.value - one.high);
  const otherHigh = other.high * (2 * other.value - other.high);
  const otherLow = other.low * (2 * other.value - other.low);
  // The ratio's lower limit in the form that stays finite where `otherHigh` is 0.
  const lowRatio =
    lowTerms === 0 ? 0 : lowTerms / (product + Math.sqrt(product ** 2 - lowTerms * otherHigh));
  const highRatio =
    otherLow === 0
      ? Infinity
      : (product + Math.sqrt(product ** 2 - highTerms * otherLow)) / otherLow;
  return {
    value: one.value / (one.value + other.value),
    low: lowRatio / (1 + lowRatio),
    high: highRatio === Infinity ? 1 : highRatio / (1 + highRatio),
    hits,
    seen: hits + countsOf(missed).hits,
  };
}

/**
 * For how many candidates of the cells something holds. The sizes count as random too (Poisson counts with
 * score limits), so that the figure speaks of more candidates of the kind and not only of these. None at all
 * may be chance as well.
 */
function totalOf(cells: readonly Cell[]): Estimate {
  if (cells.length === 0) return { value: 0, ...poissonLimits(0) };
  const value = cells.reduce((sum, { size, share }) => sum + size * share.value, 0);
  const reach = (limit: "low" | "high") =>
    Math.sqrt(
      cells.reduce((sum, { size, share }) => {
        const bySize = share.value * (poissonLimits(size)[limit] - size);
        const byShare = size * (share[limit] - share.value);
        return sum + bySize ** 2 + byShare ** 2;
      }, 0),
    );
  return { value, low: Math.max(0, value - reach("low")), high: value + reach("high") };
}

/** The score interval of the mean of a Poisson count. */
function poissonLimits(count: number): { low: number; high: number } {
  const z2 = normalQuantile ** 2;
  const half = normalQuantile * Math.sqrt(count + z2 / 4);
  return { low: count + z2 / 2 - half, high: count + z2 / 2 + half };
}

function countsOf(cells: readonly Cell[]): { hits: number; seen: number } {
  return {
    hits: cells.reduce((sum, { hits }) => sum + hits, 0),
    seen: cells.reduce((sum, { seen }) => sum + seen, 0),
  };
}
