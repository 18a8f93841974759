/** A thing that is the same as a better one, and how much the two overlap (0 to 1). */
export type Duplicate<Thing> = {
  readonly thing: Thing;
  readonly of: Thing;
  readonly overlap: number;
};

/**
 * Greedy non-maximum suppression: from the best on, a thing stays unless it is the same as one that stays.
 * `compare` sorts the best first; of equals the earlier one counts as better. `sameBy` answers with the
 * overlap of two things that are the same, else null. A duplicate is named one of the thing that it overlaps
 * most. Both lists keep the given order; together they hold every thing once.
 */
export function suppressDuplicates<Thing>(
  things: readonly Thing[],
  compare: (a: Thing, b: Thing) => number,
  sameBy: (a: Thing, b: Thing) => number | null,
): { readonly kept: Thing[]; readonly duplicates: Duplicate<Thing>[] } {
  const stays: Thing[] = [];
  const duplicates = new Map<Thing, Duplicate<Thing>>();
  for (const thing of things.toSorted(compare)) {
    let duplicate: Duplicate<Thing> | null = null;
    for (const of of stays) {
      const overlap = sameBy(of, thing);
      if (overlap !== null && overlap > (duplicate?.overlap ?? -1)) {
        duplicate = { thing, of, overlap };
      }
    }
    if (duplicate) duplicates.set(thing, duplicate);
    else stays.push(thing);
  }
  return {
    kept: things.filter((thing) => !duplicates.has(thing)),
    duplicates: things.flatMap((thing) => duplicates.get(thing) ?? []),
  };
}
