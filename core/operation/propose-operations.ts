import { seededRandom } from "#core/random.ts";
import type { CheckedEdit } from "#core/plausibility/checked-edit.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { Candidate, FramePool } from "./frame-pool.ts";
import { framePool } from "./frame-pool.ts";
import type { OperationKind } from "./operation.ts";
import type { ProposeOptions } from "./propose-options.ts";
import { QuotaDraw, QuotaLedger } from "./quota-draw.ts";
import type { Shortfall } from "./shortfall.ts";

/** Candidate edits of one photo, without words yet, and why there are not more. */
export type Proposal = { readonly edits: Edit[]; readonly shortfall: Shortfall[] };

/** Candidate edits of one photo as they were looked at, how many were looked at, and why there are not more. */
export type CheckedProposal = {
  readonly checked: readonly CheckedEdit[];
  readonly examinedCount: number;
  readonly shortfall: Shortfall[];
};

/** Candidate edits of many photos, in the order drawn, each with its photo; why there are not more, and places of the budget that stayed empty. */
export type Proposals = {
  readonly drawn: readonly { readonly scene: FrameScene; readonly edit: Edit }[];
  readonly shortfall: readonly (Shortfall & {
    readonly sceneKey: string;
    readonly frameKey: string;
  })[];
  readonly emptyPlaces: number;
};

/**
 * Draws candidate edits for one photo. The kinds of operation get shares of the budget by their weights;
 * within a kind the draw is spread evenly over objects, directions or senses, and amounts. Only movable,
 * well visible objects that words can single out are edited, nothing is proposed that a perfect edit could
 * not score with, and no edit twice. Candidates that collide, float or hardly show come last and never
 * outnumber the good ones of their kind. The same scene, options and seed give the same edits in the same
 * order.
 */
export function proposeOperations(
  scene: FrameScene,
  options: ProposeOptions,
  seed: number,
): Proposal {
  const { checked, shortfall } = proposeChecked(scene, options, seed);
  return { edits: checked.map(({ edit }) => edit), shortfall };
}

/**
 * {@link proposeOperations} with what was found about each edit on the way, for who goes on to word and check
 * it, and with the number of edits that were looked at to draw these from.
 */
export function proposeChecked(
  scene: FrameScene,
  options: ProposeOptions,
  seed: number,
): CheckedProposal {
  const pool = framePool(scene, options);
  const { drawn, emptyPlaces } = draw([pool], options, options.candidatesPerFrame, seed);
  pool.tally.count("nothing-left", "places", emptyPlaces);
  return {
    checked: drawn.map(({ checked }) => checked),
    examinedCount: pool.tally.examinedCount,
    shortfall: pool.tally.list(),
  };
}

/**
 * Draws candidate edits for many photos from one ledger of quotas: as {@link proposeOperations}, with the
 * shares held over all photos together and the draw spread evenly over photos and labels as well. No photo
 * gets more than `candidatesPerFrame`, no object more than `candidatesPerObject`. The order in which the photos are given does not matter; their keys
 * must differ.
 */
export function proposeForFrames(
  scenes: readonly FrameScene[],
  options: ProposeOptions,
  count: number,
  seed: number,
): Proposals {
  const keyOf = ({ sceneKey, frameKey }: FrameScene) => `${sceneKey}\u0000${frameKey}`;
  const pools = scenes
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .map((scene) => framePool(scene, options));
  const { drawn, emptyPlaces } = draw(pools, options, count, seed);
  const shortfall = pools.flatMap(({ scene: { sceneKey, frameKey }, tally }) =>
    tally.list().map((one) => ({ ...one, sceneKey, frameKey })),
  );
  return { drawn, shortfall, emptyPlaces };
}

function draw(
  pools: readonly FramePool[],
  options: ProposeOptions,
  count: number,
  seed: number,
): { drawn: Candidate[]; emptyPlaces: number } {
  const names = pools.flatMap(({ scene }) => [scene.sceneKey, scene.frameKey]);
  const random = seededRandom(seed, ...names);
  const kinds = random.shuffle([...new Set(options.operations)]);
  const places = placesOf(kinds, options.weights, count);
  const ledger = new QuotaLedger(options.candidatesPerFrame, options.candidatesPerObject);
  const draws = kinds.map((kind, index) => {
    const candidates = pools.flatMap((pool) => pool.candidates.get(kind) ?? []);
    return new QuotaDraw(kind, random.shuffle(candidates), places[index]!, ledger);
  });
  const drawn: Candidate[] = [];
  for (let round = 0; round < count; round++) {
    const earlier = drawn.length;
    for (const one of draws) {
      const candidate = one.next();
      if (candidate) drawn.push(candidate);
    }
    if (drawn.length === earlier) break;
  }
  return { drawn, emptyPlaces: draws.reduce((sum, { placesLeft }) => sum + placesLeft, 0) };
}

/** The budget divided by weight; what whole numbers leave over goes to the largest remainders, to the first of equals. */
function placesOf(
  kinds: readonly OperationKind[],
  weights: ProposeOptions["weights"],
  count: number,
): number[] {
  const weightOf = (kind: OperationKind) => weights[kind] ?? 1;
  const whole = kinds.reduce((sum, kind) => sum + weightOf(kind), 0);
  const exact = kinds.map((kind) => (count * weightOf(kind)) / whole);
  const places = exact.map(Math.floor);
  const left = count - places.reduce((sum, one) => sum + one, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - places[index]! }))
    .toSorted((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder.slice(0, left)) places[index]! += 1;
  return places;
}
