/** A stream of pseudo-random choices that depends on nothing but its seed. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform whole number in [0, count). */
  below(count: number): number;
  /** A uniformly chosen element. The array must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** The items in a uniformly random order; the argument is left as it is. */
  shuffle<T>(items: readonly T[]): T[];
};

/**
 * A seeded stream (sfc32 of Chris Doty-Humphrey, seeded through a 32-bit FNV-1a hash of `seed` and the
 * `names` of what is being decided). Naming the subject gives each its own stream, so the order in which
 * subjects are worked on does not change the result.
 */
export function seededRandom(seed: number, ...names: readonly string[]): Random {
  let a = fnv1a(`${seed}`);
  let b = fnv1a(names.join("\u0000"));
  let c = 0x9e3779b9;
  let counter = 1;
  const word = (): number => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) word();
  const next = () => word() / 2 ** 32;
  const below = (count: number) => Math.floor(next() * count);
  return {
    next,
    below,
    pick: <T>(items: readonly T[]): T => items[below(items.length)]!,
    shuffle: <T>(items: readonly T[]): T[] => {
      const shuffled = [...items];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
      }
      return shuffled;
    },
  };
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
