import * as fc from "fast-check";
import { expect, test } from "vitest";
import { diversityOf } from "./diversity.ts";

test("is counted by hand", () => {
  const found = diversityOf([
    "Move the chair 0.5 m to the left.",
    "Please move the chair to the left!",
    "Shift that left-hand chair 45°.",
  ]);
  // 8 + 7 + 6 words, of which 13 differ: move the chair 0.5 m to left | please | shift that left-hand 45 °
  expect(found.distinct1).toBeCloseTo(13 / 21);
  // the repeated pairs: move the, the chair, to the, the left
  expect(found.distinct2).toBeCloseTo((18 - 4) / 18);
  expect(found.texts).toBe(3);
  expect(found.firstVerbs.counts).toEqual([
    ["move", 2],
    ["shift", 1],
  ]);
  expect(found.firstVerbs.entropyBits).toBeCloseTo((2 / 3) * Math.log2(1.5) + Math.log2(3) / 3);
  expect(found.openings.counts.map(([opening]) => opening)).toEqual([
    "move the",
    "please move",
    "shift that",
  ]);
  expect(found.openings.entropyBits).toBeCloseTo(Math.log2(3));
});

test("of nothing is nothing", () => {
  const none = { counts: [], entropyBits: 0 };
  expect(diversityOf([])).toEqual({
    texts: 0,
    distinct1: null,
    distinct2: null,
    firstVerbs: none,
    openings: none,
  });
  expect(diversityOf(["Remove"]).distinct2).toBeNull();
});

test("stays within its bounds, and the order of texts is no matter", () => {
  fc.assert(
    fc.property(fc.array(fc.lorem({ maxCount: 4 }), { minLength: 1 }), (texts) => {
      const found = diversityOf(texts);
      expect(diversityOf(texts.toReversed())).toEqual(found);
      expect(found.distinct1!).toBeGreaterThan(0);
      expect(found.distinct1!).toBeLessThanOrEqual(1);
      const { counts, entropyBits } = found.openings;
      expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBe(texts.length);
      expect(entropyBits).toBeLessThanOrEqual(Math.log2(counts.length) + 1e-9);
      expect(entropyBits).toBeGreaterThanOrEqual(0);
    }),
  );
});
