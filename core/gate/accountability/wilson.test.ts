import fc from "fast-check";
import { expect, test } from "vitest";
import { meanOf } from "#core/metric/result-statistics.ts";
import { effectiveSize, wilsonInterval } from "./wilson.ts";

function interval(hits: number, size: number) {
  return wilsonInterval(hits / size, size, { hits, misses: size - hits });
}

test("intervals are those of the published worked examples", () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
  const { low, high } = interval(81, 263);
  expect(low).toBeCloseTo(0.2553, 4);
  expect(high).toBeCloseTo(0.3662, 4);
  const half = interval(15, 148);
  expect(half.low).toBeCloseTo(0.0624, 4);
  expect(half.high).toBeCloseTo(0.1605, 4);
  const none = interval(0, 20);
  expect(none.low).toBe(0);
  expect(none.high).toBeCloseTo(0.1611, 4);
});

test("one case in many: the lower limit is the Poisson one, -ln(0.95) / size", () => {
  expect(interval(1, 29).low).toBeCloseTo(-Math.log(0.95) / 29, 12);
});

test("the interval holds its share, lies in 0 to 1 and is the mirror image of that of the misses", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (size, at) => {
        const hits = Math.round(at * size);
        const one = interval(hits, size);
        const other = interval(size - hits, size);
        expect(one.low).toBeGreaterThanOrEqual(0);
        expect(one.low).toBeLessThanOrEqual(one.value);
        expect(one.high).toBeGreaterThanOrEqual(one.value);
        expect(one.high).toBeLessThanOrEqual(1);
        expect(one.low).toBeCloseTo(1 - other.high, 12);
      },
    ),
  );
});

test.each([10, 20, 30, 100, 400])(
  "of %i cases the interval holds the share in 95 of 100 draws on average, and in 91 at worst",
  (size) => {
    // Larger shares are the mirror image.
    const shares = Array.from({ length: 500 }, (_, index) => (index + 1) / 1000);
    const covered = shares.map((share) => {
      // Exactly, by the binomial distribution.
      let probability = (1 - share) ** size;
      let sum = 0;
      for (let hits = 0; hits <= size; hits++) {
        const { low, high } = interval(hits, size);
        if (low <= share && share <= high) sum += probability;
        probability *= ((size - hits) / (hits + 1)) * (share / (1 - share));
      }
      return sum;
    });
    expect(Math.min(...covered)).toBeGreaterThanOrEqual(0.91);
    expect(meanOf(covered, (one) => one)).toBeGreaterThanOrEqual(0.95);
  },
);

test("equal weights leave the size, one great weight makes it one", () => {
  expect(effectiveSize(20 * 30, 20 ** 2 * 30)).toBeCloseTo(30, 12);
  expect(effectiveSize(1e6 + 10, 1e12 + 10)).toBeCloseTo(1, 4);
});
