import type { QuotaGroup, Slot } from "./quota-group.ts";
import { blockersOf, PickLog } from "./quota-group.ts";

/** How many slots the search for exchanges of two for one looks at, a kind; the search for simple ones has no such bound. */
const deepLooksMax = 2_000_000;

/** Counts the slots that a search looks at. */
type Budget = { looksLeft: number };

/**
 * Picks slots, in their order, until there are `total`, or all kinds have what they may, or the quotas leave
 * no more. What is picked already may make room for other picks of its scene, pins excepted; the number of
 * a kind never falls, nor that of a scene below its least. The groups hold the outcome.
 *
 * First every slot that fits is taken. Then, for a kind that has too few, exchanges are searched: take one in,
 * one out that was in its way, and make up for that one in turn. These are the augmenting paths of a flow from
 * kinds over photos (or objects) to scenes, so unless photos and objects are both limited the fill is the
 * largest there is. With both limits the question is that of matching in three dimensions, which is NP-hard;
 * then exchanges that take out two for one are tried too, and a fill may, rarely, stay short of the largest.
 */
export function fillQuotas(
  order: readonly Slot[],
  kinds: readonly QuotaGroup[],
  total: number,
): void {
  const log = new PickLog();
  const picked = () => kinds.reduce((sum, kind) => sum + kind.picked.size, 0);
  let left = total - picked();
  for (const slot of order) {
    if (left <= 0) return;
    if (slot.kind.picked.has(slot) || slot.kind.isFull || blockersOf(slot).length > 0) continue;
    log.take(slot);
    left -= 1;
  }
  left = Math.min(left, mostIn(new Set(order.map(({ places }) => places[2]))) - picked());
  const raise = (search: (kind: QuotaGroup, budget: Budget) => boolean, looksMax: number) => {
    for (const kind of kinds) {
      const budget = { looksLeft: looksMax };
      while (left > 0 && !kind.isFull && search(kind, budget)) left -= 1;
    }
  };
  raise((kind, budget) => augment(kind, log, budget), Infinity);
  if (order.some(({ places: [photo, object] }) => isLimited(photo) && isLimited(object)))
    raise((kind, budget) => augmentDeep(kind, log, budget), deepLooksMax);
}

/** More than this the scenes cannot give. */
function mostIn(scenes: Iterable<QuotaGroup>): number {
  return [...scenes].reduce(
    (sum, { max, slots, picked }) => sum + Math.max(picked.size, Math.min(max, slots.length)),
    0,
  );
}

function isLimited({ max }: QuotaGroup): boolean {
  return max < Infinity;
}

type Exchange = { readonly taken: Slot; readonly given: Slot };

/** One more pick of the kind by a shortest chain of exchanges; false when there is none, or the budget is spent. */
function augment(start: QuotaGroup, log: PickLog, budget: Budget): boolean {
  const cameBy = new Map<QuotaGroup, Exchange | null>([[start, null]]);
  const looked = new Set<QuotaGroup>();
  for (const kind of cameBy.keys()) {
    for (const slot of kind.slots) {
      if (budget.looksLeft-- <= 0) return false;
      if (kind.picked.has(slot)) continue;
      const [narrowest, ...others] = blockersOf(slot);
      if (!narrowest) {
        if (exchange(slot, cameBy, log)) return true;
        continue;
      }
      const isEnclosed = others.every((other) => other === slot.places[2]);
      if (isEnclosed && looked.has(narrowest)) continue;
      if (isEnclosed) looked.add(narrowest);
      for (const given of narrowest.picked) {
        if (given.isPinned || cameBy.has(given.kind)) continue;
        if (others.every((other) => other.picked.has(given)))
          cameBy.set(given.kind, { taken: slot, given });
      }
    }
  }
  return false;
}

/** Takes `last` in and carries out the exchanges that led to its kind, unless they get into each other's way. */
function exchange(
  last: Slot,
  cameBy: ReadonlyMap<QuotaGroup, Exchange | null>,
  log: PickLog,
): boolean {
  const taken = [last];
  const given: Slot[] = [];
  for (let step = cameBy.get(last.kind); step; step = cameBy.get(step.taken.kind)) {
    taken.push(step.taken);
    given.push(step.given);
  }
  return replace(given, taken, log);
}

/** Puts `taken` in the place of `given`; changes nothing and answers false when that would break a limit. */
function replace(given: readonly Slot[], taken: readonly Slot[], log: PickLog): boolean {
  const { mark } = log;
  for (const slot of given) log.give(slot);
  for (const slot of taken) {
    if (blockersOf(slot).length > 0) {
      log.undoTo(mark);
      return false;
    }
    log.take(slot);
  }
  return true;
}

/** One more pick of the kind by taking out one or two that are in its way and making up for each. */
function augmentDeep(kind: QuotaGroup, log: PickLog, budget: Budget): boolean {
  for (const slot of kind.slots) {
    if (kind.picked.has(slot)) continue;
    const scene = slot.places[2];
    const least = Math.min(scene.picked.size, scene.min);
    for (const given of waysIn(slot)) {
      if (budget.looksLeft-- <= 0) return false;
      const { mark } = log;
      if (!replace(given, [slot], log)) continue;
      const isMadeUpFor = given.every((one) => augment(one.kind, log, budget));
      if (isMadeUpFor && scene.picked.size >= least) return true;
      log.undoTo(mark);
    }
  }
  return false;
}

/** Picks, one or two, that may have to go for the slot to come in. */
function* waysIn(slot: Slot): Generator<readonly Slot[]> {
  const [first, second] = blockersOf(slot);
  if (!first) return;
  for (const one of [...first.picked].filter(({ isPinned }) => !isPinned)) {
    if (!second || second.picked.has(one)) yield [one];
    else for (const two of [...second.picked].filter(({ isPinned }) => !isPinned)) yield [one, two];
  }
}
