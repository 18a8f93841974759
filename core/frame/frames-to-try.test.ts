import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FrameCandidate } from "./frames-to-try.ts";
import { framesToTry } from "./frames-to-try.ts";
import { SelectFramesOptions } from "./select-frames-options.ts";

const walk = (count: number, stream: FrameCandidate["stream"] = "iphone"): FrameCandidate[] =>
  Array.from({ length: count }, (_, number) => ({
    key: `${stream}_${String(number).padStart(6, "0")}`,
    number,
    stream,
    exclusion: null,
  }));
const options = SelectFramesOptions.parse({});

describe("the frames to try", () => {
  it("are distinct frames of consecutive groups, at most so many of each", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom("random", "first"),
        fc.integer(),
        (count, every, triesPerGroup, draw, seed) => {
          const chosen = { ...options, every, triesPerGroup, draw };
          const groups = framesToTry(walk(count).toReversed(), "scene", seed, chosen);
          expect(groups).toHaveLength(Math.ceil(count / every));
          groups.forEach(({ tries }, index) => {
            const size = Math.min(every, count - index * every);
            expect(tries).toHaveLength(Math.min(size, triesPerGroup));
            expect(new Set(tries).size).toBe(tries.length);
            for (const { number } of tries) expect(Math.floor(number / every)).toBe(index);
            if (draw === "first")
              expect(tries.map(({ number }) => number - index * every)).toEqual(
                tries.map((_, place) => place),
              );
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

  it("of one group depend neither on how long the walk goes on nor on other cameras", () => {
    const short = framesToTry(walk(40), "scene", 1, options);
    expect(framesToTry(walk(400), "scene", 1, options).slice(0, 2)).toEqual(short);
    const two = framesToTry([...walk(40, "dslr"), ...walk(40)], "scene", 1, options);
    expect(two.slice(0, 2)).toEqual(short);
    expect(two.map(({ tries }) => tries[0]!.stream)).toEqual(["iphone", "iphone", "dslr", "dslr"]);
  });

  it("are none that the scan excludes; those keep their place in the walk", () => {
    const frames = walk(40).map((frame) =>
      frame.number % 2 ? { ...frame, exclusion: "bad" } : frame,
    );
    const groups = framesToTry(frames, "scene", 1, options);
    expect(groups.map(({ excluded }) => excluded.length)).toEqual([10, 10]);
    for (const { tries } of groups) for (const { number } of tries) expect(number % 2).toBe(0);
  });
});

it("loose photos are no walk: each is tried by itself", () => {
  const photos = walk(50).map((frame) => ({ ...frame, stream: "photos" as const }));
  const groups = framesToTry(photos, "scene", 1, options);
  expect(groups.map(({ tries }) => tries)).toEqual(photos.map((photo) => [photo]));
});
