/** An amount as people read it: cents from a dollar on, four places below: "$12.50", "$0.0042". */
export function dollarsText(dollars: number): string {
  return `$${dollars.toFixed(dollars === 0 || dollars >= 1 ? 2 : 4)}`;
}

/** Smallest and largest budget that may be typed, dollars; as for `gsi run --budget`. */
const budgetRange = [0.01, 1e6] as const;

/** A typed budget: nothing typed is no limit. */
export function readBudget(
  text: string,
): { readonly dollars: number | null } | { readonly problem: string } {
  const typed = text.trim().replace(/^\$/, "");
  if (typed === "") return { dollars: null };
  const dollars = /^\d*\.?\d+$/.test(typed) ? Number(typed) : NaN;
  const [min, max] = budgetRange;
  return dollars >= min && dollars <= max
    ? { dollars }
    : { problem: `The budget is a number of dollars from ${min} on, such as 2.50, or nothing.` };
}

/**
 * What all candidates will have cost if the rest costs as much each as those done; rounded up to a cent.
 * Null while nothing is done or spent.
 */
export function costOfAll(spent: number, done: number, left: number): number | null {
  if (done === 0 || spent === 0) return null;
  return Math.ceil(100 * spent * (1 + left / done)) / 100;
}
