import { seededRandom } from "#core/random.ts";
import type { SplitShares } from "./draft-spec.ts";
import { SplitName } from "./draft-spec.ts";

/** Which scenes a split holds, in order, and how many samples that makes beside how many were wanted. */
export type SplitPart = {
  readonly name: SplitName;
  readonly scenes: readonly string[];
  readonly wanted: number;
  readonly samples: number;
};

/**
 * Divides scenes among the splits whole, so that none is in two. Scenes stand in an order drawn by the seed
 * and are cut where the samples come nearest to the shares: each split is right within half of the scene at
 * its ends, and a sample more or less moves at most the scenes at the cuts.
 */
export function splitScenes(
  samplesOfScene: ReadonlyMap<string, number>,
  shares: SplitShares,
  seed: number,
): SplitPart[] {
  const drawn = [...samplesOfScene]
    .map(([id, samples]) => ({ id, samples, lot: seededRandom(seed, "split", id).next() }))
    .toSorted((a, b) => a.lot - b.lot || (a.id < b.id ? -1 : 1));
  const all = drawn.reduce((sum, { samples }) => sum + samples, 0);
  const parts = SplitName.options.reduce((sum, name) => sum + shares[name], 0);
  let cut = 0;
  let [before, next] = [0, 0];
  return SplitName.options.map((name) => {
    const wanted = (all * shares[name]) / parts;
    cut += wanted;
    const first = next;
    const start = before;
    // The middle of a scene decides on which side of a cut it lies.
    for (let one = drawn[next]; one && before + one.samples / 2 <= cut; one = drawn[next]) {
      if (shares[name] === 0) break;
      before += one.samples;
      next += 1;
    }
    const scenes = drawn.slice(first, next).map(({ id }) => id);
    return { name, scenes: scenes.toSorted(), wanted, samples: before - start };
  });
}
