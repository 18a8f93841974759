import { seededRandom } from "#core/random.ts";
import { editBinOf } from "./edit-bin.ts";
import type { PickCandidate } from "./pick-candidate.ts";

/** Candidates of one scene, operation, way and amount, the next one last. */
type Bin = { readonly queue: PickCandidate[]; readonly offered: { count: number } };

/**
 * The order in which candidates are offered. Every scene offers one, then every scene a second, and so on; its
 * operations take turns, and each offers the way and amount that were offered least until then. So what is
 * taken from the front is spread over scenes, operations, ways and amounts. Who comes first is drawn by lots
 * that depend on the seed and one name alone, of a scene or a sample, so that a candidate more or less leaves
 * the order of the others much as it was.
 */
export function drawOrder(candidates: readonly PickCandidate[], seed: number): PickCandidate[] {
  const byLot = <T>(items: Iterable<T>, ...nameOf: ((item: T) => string)[]): T[] =>
    [...items]
      .map((item) => {
        const name = nameOf.map((of) => of(item));
        return { item, name: name.join("\u0000"), lot: seededRandom(seed, ...name).next() };
      })
      .toSorted((a, b) => a.lot - b.lot || (a.name < b.name ? -1 : 1))
      .map(({ item }) => item);
  const offered = new Map<string, { count: number }>();
  const drawn = byLot(candidates, ({ id }) => id);
  const scenes = byLot(
    Map.groupBy(drawn, ({ sceneId }) => sceneId),
    ([sceneId]) => sceneId,
  ).map(([sceneId, ofScene]) =>
    byLot(
      Map.groupBy(ofScene, ({ operation }) => operation.kind),
      () => sceneId,
      ([kind]) => kind,
    ).map(([, ofKind]) => binsOf(ofKind, offered)),
  );
  const order: PickCandidate[] = [];
  for (let left = scenes; left.length > 0; left = left.filter((kinds) => kinds.length > 0))
    for (const kinds of left) {
      const bins = kinds.shift()!;
      const least = leastOffered(bins);
      order.push(least.queue.pop()!);
      least.offered.count += 1;
      const rest = least.queue.length > 0 ? bins : bins.filter((bin) => bin !== least);
      if (rest.length > 0) kinds.push(rest);
    }
  return order;
}

/** The candidates by way and amount, in the order of their first ones; bins of one name share their count. */
function binsOf(
  drawn: readonly PickCandidate[],
  offered: Map<string, { count: number }>,
): readonly Bin[] {
  const groups = Map.groupBy(drawn, ({ operation }) => {
    const { way, amount } = editBinOf(operation);
    return `${operation.kind}\u0000${way}\u0000${amount}`;
  });
  return [...groups].map(([name, group]) => {
    const counter = offered.get(name) ?? { count: 0 };
    offered.set(name, counter);
    return { queue: group.toReversed(), offered: counter };
  });
}

function leastOffered(bins: readonly Bin[]): Bin {
  return bins.reduce((least, bin) => (bin.offered.count < least.offered.count ? bin : least));
}
