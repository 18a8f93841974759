import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SelectFramesOptions } from "./select-frames-options.ts";
import { sharpnessLimit } from "./sharpness-limit.ts";

const published = SelectFramesOptions.parse({});
const relative = SelectFramesOptions.parse({ sharpnessRule: "relative" });
const scores = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
  minLength: 1,
  maxLength: 60,
});

describe("the limit of sharpness", () => {
  it("as published is the same for all scenes", () => {
    fc.assert(
      fc.property(scores, (some) => {
        expect(sharpnessLimit(some, published)).toBe(0.6);
      }),
    );
  });

  it("relative to the scene moves with its scores and does not see their order or number", () => {
    fc.assert(
      fc.property(scores, fc.double({ min: -1, max: 1, noNaN: true }), (some, shift) => {
        const limit = sharpnessLimit(some, relative);
        expect(sharpnessLimit(some.toReversed(), relative)).toBe(limit);
        expect(sharpnessLimit([...some, ...some], relative)).toBeCloseTo(limit, 12);
        const moved = some.map((score) => score + shift);
        expect(sharpnessLimit(moved, relative)).toBeCloseTo(limit + shift, 9);
      }),
    );
  });

  it("relative to the scene keeps at least half of the photos, and more the laxer it is", () => {
    fc.assert(
      fc.property(scores, fc.double({ min: 0, max: 10, noNaN: true }), (some, relativeLimit) => {
        const limit = sharpnessLimit(some, { ...relative, relativeLimit });
        expect(2 * some.filter((score) => score >= limit).length).toBeGreaterThanOrEqual(
          some.length,
        );
        const laxer = sharpnessLimit(some, { ...relative, relativeLimit: relativeLimit + 1 });
        expect(laxer).toBeLessThan(limit);
      }),
    );
  });

  it("relative to the scene is not moved by how blurred the blurred ones are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.5, max: 0.9, noNaN: true }), { minLength: 21, maxLength: 40 }),
        fc.array(fc.double({ min: 0, max: 0.1, noNaN: true }), { minLength: 1, maxLength: 5 }),
        (good, blurred) => {
          const limit = sharpnessLimit([...good, ...blurred], relative);
          expect(sharpnessLimit([...good, ...blurred.map(() => 0)], relative)).toBe(limit);
        },
      ),
    );
  });

  it("keeps a room of low scores and rejects what is blurred in a room of high ones", () => {
    const wave = (middle: number) =>
      Array.from({ length: 40 }, (_, i) => middle + 0.02 * Math.sin(i));
    const bare = sharpnessLimit(wave(0.45), relative);
    expect(wave(0.45).filter((score) => score < bare)).toEqual([]);
    const leafy = sharpnessLimit([...wave(0.8), 0.65, 0.7], relative);
    expect(leafy).toBeGreaterThan(0.7);
    expect(wave(0.8).filter((score) => score < leafy)).toEqual([]);
  });
});
