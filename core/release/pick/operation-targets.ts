import { OperationKind } from "#core/operation/operation.ts";
import type { DraftQuery, DraftQuotas } from "./draft-spec.ts";

/**
 * How many samples of each operation are wanted; null when they may come as they are. `present` are the
 * operations that there are candidates of, among which a balance is struck when the query names none.
 */
export function operationTargets(
  query: DraftQuery,
  { total, operations: quota }: DraftQuotas,
  present: ReadonlySet<OperationKind>,
): ReadonlyMap<OperationKind, number> | null {
  switch (quota.kind) {
    case "any":
      return null;
    case "counts":
      return new Map(inOrder((kind) => quota.counts[kind]));
    case "shares":
      return apportion(total ?? 0, new Map(inOrder((kind) => quota.shares[kind])));
    case "balanced": {
      const among = query.operations.length > 0 ? new Set(query.operations) : present;
      return apportion(total ?? 0, new Map(inOrder((kind) => (among.has(kind) ? 1 : undefined))));
    }
  }
}

/** Whole numbers of the sum `total` in the proportion of `shares`, by largest remainder; of equal ones the earlier gets more. */
export function apportion<Key>(
  total: number,
  shares: ReadonlyMap<Key, number>,
): ReadonlyMap<Key, number> {
  const sum = [...shares.values()].reduce((all, share) => all + share, 0);
  const exact = [...shares].map(([key, share], index) => {
    const wanted = sum === 0 ? 0 : (total * share) / sum;
    return { key, index, whole: Math.floor(wanted), rest: wanted - Math.floor(wanted) };
  });
  const missing = sum === 0 ? 0 : total - exact.reduce((all, { whole }) => all + whole, 0);
  const raised = new Set(
    exact.toSorted((a, b) => b.rest - a.rest || a.index - b.index).slice(0, missing),
  );
  return new Map(exact.map((one) => [one.key, one.whole + (raised.has(one) ? 1 : 0)]));
}

function inOrder(valueOf: (kind: OperationKind) => number | undefined): [OperationKind, number][] {
  return OperationKind.options.flatMap((kind) => {
    const value = valueOf(kind);
    return value === undefined ? [] : [[kind, value] as [OperationKind, number]];
  });
}
