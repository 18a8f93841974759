import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SelectFramesOptions } from "./select-frames-options.ts";
import { framesToTry, judgeFrame } from "./select-frames.ts";

const walk = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    key: `frame_${String(i).padStart(6, "0")}`,
    number: i,
  }));
const options = SelectFramesOptions.parse({});

describe("the frames to try", () => {
  it("are distinct frames of consecutive groups, at most so many of each", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 10 }),
        fc.integer(),
        (count, every, triesPerGroup, seed) => {
          const chosen = { ...options, every, triesPerGroup };
          const groups = framesToTry(walk(count).toReversed(), "scene", seed, chosen);
          expect(groups).toHaveLength(Math.ceil(count / every));
          groups.forEach((group, index) => {
            const size = Math.min(every, count - index * every);
            expect(group).toHaveLength(Math.min(size, triesPerGroup));
            expect(new Set(group).size).toBe(group.length);
            for (const { number } of group) expect(Math.floor(number / every)).toBe(index);
          });
        },
      ),
    );
  });

  it("are the same for the same seed, and others for another seed or scene", () => {
    const once = framesToTry(walk(400), "scene", 1, options);
    expect(framesToTry(walk(400), "scene", 1, options)).toEqual(once);
    expect(framesToTry(walk(400), "scene", 2, options)).not.toEqual(once);
    expect(framesToTry(walk(400), "other", 1, options)).not.toEqual(once);
  });

  it("of one group do not depend on how long the walk goes on", () => {
    const short = framesToTry(walk(40), "scene", 1, options);
    expect(framesToTry(walk(400), "scene", 1, options).slice(0, 2)).toEqual(short);
  });
});

describe("a tried frame", () => {
  it("that is sharp and rich is kept, with its figures", () => {
    expect(judgeFrame({ sharpness: 0.6, objectCount: 2 }, options)).toEqual({
      kept: true,
      reasons: ["sharpness 0.600, shows 2 movable objects well"],
    });
  });
  it("is rejected with every reason and its figure", () => {
    expect(judgeFrame({ sharpness: 0.5996, objectCount: 1 }, options)).toEqual({
      kept: false,
      reasons: ["sharpness 0.599 is under 0.60", "shows 1 movable object well, at least 2 wanted"],
    });
  });
  it("that cannot be read is rejected for that", () => {
    expect(judgeFrame({ unreadable: "cut off" }, options)).toEqual({
      kept: false,
      reasons: ["cut off"],
    });
  });
});
