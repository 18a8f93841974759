import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cell } from "./cells.ts";
import { shareFound, shareWithin } from "./share.ts";
import { wilsonInterval } from "./wilson.ts";

function cell(size: number, hits: number, seen = size): Cell {
  return {
    size,
    hits,
    seen,
    share: wilsonInterval(hits / seen, seen, { hits, misses: seen - hits }),
  };
}

const anyCell = fc
  .tuple(
    fc.integer({ min: 1, max: 60 }),
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 0, max: 2000 }),
  )
  .map(([seen, hits, more]) => cell(seen + more, Math.min(hits, seen), seen));

test("one cell keeps its interval", () => {
  fc.assert(
    fc.property(anyCell, (one) => {
      const share = shareWithin([one])!;
      expect(share.low).toBeCloseTo(one.share.low, 9);
      expect(share.high).toBeCloseTo(one.share.high, 9);
    }),
  );
});

test("where all are seen, the part found is close to the interval of a plain share", () => {
  const part = shareFound([cell(500, 300)], [cell(1500, 100)])!;
  const plain = wilsonInterval(0.75, 400, { hits: 300, misses: 100 });
  expect(part.value).toBe(0.75);
  expect(part.low).toBeCloseTo(plain.low, 2);
  expect(part.high).toBeCloseTo(plain.high, 2);
});

test("found and missed change places by mirroring, and limits lie around the value", () => {
  fc.assert(
    fc.property(
      fc.array(anyCell, { maxLength: 3 }),
      fc.array(anyCell, { maxLength: 3 }),
      (a, b) => {
        const [one, other] = [shareFound(a, b), shareFound(b, a)];
        fc.pre(one !== null && other !== null);
        expect(one.value).toBeCloseTo(1 - other.value, 9);
        expect(one.low).toBeCloseTo(1 - other.high, 6);
        expect(one.low).toBeGreaterThanOrEqual(0);
        expect(one.low).toBeLessThanOrEqual(one.value + 1e-12);
        expect(one.high).toBeGreaterThanOrEqual(one.value - 1e-12);
        expect(one.high).toBeLessThanOrEqual(1);
        expect(one.seen).toBe(other.seen);
      },
    ),
  );
});

test("nothing missed among those seen: all found is possible, and so is less", () => {
  const part = shareFound([cell(600, 27, 30)], [cell(1400, 0, 70)])!;
  expect(part).toMatchObject({ value: 1, high: 1, hits: 27, seen: 27 });
  expect(part.low).toBeGreaterThan(0.7);
  expect(part.low).toBeLessThan(1);
});

test("unknown cells and nothing of the kind give no share", () => {
  expect(shareWithin(null)).toBeNull();
  expect(shareWithin([])).toBeNull();
  expect(shareFound(null, [cell(5, 2)])).toBeNull();
  expect(shareFound([cell(5, 0)], [cell(5, 0)])).toBeNull();
});
