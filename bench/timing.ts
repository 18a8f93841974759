/** Wall-clock time of a call, milliseconds. */
export function millisecondsOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Items per second: by the clock, and by the processor time that this thread was given. */
export type Rate = { readonly byClock: number; readonly byProcessor: number };

/**
 * Items per second of each kind of work, the best of several rounds: on a machine that others use too, the
 * best round is the one they disturbed least. The kinds take turns, so that all meet the same neighbours;
 * a round of a kind lasts at least `roundMilliseconds`. Work returns how many items it did.
 */
export function bestRate<Kind extends string>(
  rounds: number,
  roundMilliseconds: number,
  work: Record<Kind, () => number>,
): Record<Kind, Rate> {
  const kinds = Object.keys(work) as Kind[];
  const best = Object.fromEntries(
    kinds.map((kind) => [kind, { byClock: 0, byProcessor: 0 }]),
  ) as Record<Kind, Rate>;
  for (let round = 0; round < rounds; round++)
    for (const kind of kinds) {
      let [items, milliseconds] = [0, 0];
      const before = process.threadCpuUsage();
      while (milliseconds < roundMilliseconds) {
        milliseconds += millisecondsOf(() => {
          items += work[kind]();
        });
      }
      const { user, system } = process.threadCpuUsage(before);
      best[kind] = {
        byClock: Math.max(best[kind].byClock, (1000 * items) / milliseconds),
        byProcessor: Math.max(best[kind].byProcessor, (1e6 * items) / (user + system)),
      };
    }
  return best;
}

/** The value below which the given share of the numbers lies, 0 to 1. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
