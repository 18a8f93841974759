import { OperationKind } from "#core/operation/operation.ts";
import type { EditBin } from "./edit-bin.ts";
import { editBinOf } from "./edit-bin.ts";
import type { PickCandidate } from "./pick-candidate.ts";

/** A number of samples of something, the most frequent first in lists. */
export type NamedCount = { readonly name: string; readonly count: number };

/** What picked samples are made of. */
export type PickComposition = {
  readonly samples: number;
  readonly scenes: number;
  readonly photos: number;
  readonly objects: number;
  /** In the order of the operations; only those that are there. */
  readonly operations: readonly {
    readonly operation: OperationKind;
    readonly count: number;
    /** Names of the rows and columns of `bins`; one empty name where the operation has no ways or amounts. */
    readonly ways: readonly string[];
    readonly amounts: readonly string[];
    readonly bins: readonly (EditBin & { readonly count: number })[];
    readonly labels: readonly NamedCount[];
  }[];
  readonly labels: readonly NamedCount[];
};

/** Counts samples by operation, way, amount and label. Ways stand by name, amounts from small to large. */
export function pickComposition(samples: readonly PickCandidate[]): PickComposition {
  const distinct = (keyOf: (one: PickCandidate) => string) => new Set(samples.map(keyOf)).size;
  const byKind = Map.groupBy(samples, ({ operation }) => operation.kind);
  return {
    samples: samples.length,
    scenes: distinct(({ sceneId }) => sceneId),
    photos: distinct(({ imageId }) => imageId),
    objects: distinct(({ objectKey }) => objectKey),
    operations: OperationKind.options.flatMap((operation) => {
      const ofKind = byKind.get(operation) ?? [];
      if (ofKind.length === 0) return [];
      const bins = binsOf(ofKind);
      return {
        operation,
        count: ofKind.length,
        ways: [...new Set(bins.map(({ way }) => way))].toSorted(),
        amounts: [...new Set(bins.map(({ amount }) => amount))].toSorted(byAmount),
        bins,
        labels: countsOf(ofKind, ({ label }) => label),
      };
    }),
    labels: countsOf(samples, ({ label }) => label),
  };
}

function binsOf(samples: readonly PickCandidate[]): (EditBin & { count: number })[] {
  const bins = samples.map(({ operation }) => editBinOf(operation));
  return [...Map.groupBy(bins, ({ way, amount }) => `${way}\u0000${amount}`).values()].map(
    (group) => ({ ...group[0]!, count: group.length }),
  );
}

function countsOf(
  samples: readonly PickCandidate[],
  nameOf: (one: PickCandidate) => string,
): NamedCount[] {
  return [...Map.groupBy(samples, nameOf)]
    .map(([name, group]) => ({ name, count: group.length }))
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** "to 0.3 m" before "0.3–0.6 m", which comes before "over 2 m". */
function byAmount(a: string, b: string): number {
  const rank = (amount: string) =>
    amount.startsWith("to ") ? -1 : amount.startsWith("over ") ? Infinity : parseFloat(amount);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
