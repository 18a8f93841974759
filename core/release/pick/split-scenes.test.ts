import * as fc from "fast-check";
import { expect, test } from "vitest";
import { splitScenes } from "./split-scenes.ts";

const sizes = fc
  .array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 })
  .map((counts) => new Map(counts.map((count, index) => [`scene${index}`, count])));
const shares = fc
  .record({ train: fc.nat(8), val: fc.nat(3), test: fc.nat(3) })
  .filter(({ train, val, test }) => train + val + test > 0);

test("every scene is in one split, and each split is right within a scene", () => {
  fc.assert(
    fc.property(sizes, shares, fc.nat(), (samplesOfScene, wanted, seed) => {
      const parts = splitScenes(samplesOfScene, wanted, seed);
      expect(parts.flatMap(({ scenes }) => scenes).toSorted()).toEqual(
        [...samplesOfScene.keys()].toSorted(),
      );
      const largest = Math.max(...samplesOfScene.values());
      for (const part of parts) {
        expect(part.samples).toBe(
          part.scenes.reduce((sum, id) => sum + (samplesOfScene.get(id) ?? 0), 0),
        );
        expect(Math.abs(part.samples - part.wanted)).toBeLessThanOrEqual(largest);
        if (part.wanted === 0) expect(part.scenes).toEqual([]);
      }
    }),
  );
});

test("one sample more moves no more than the scenes at the cuts", () => {
  fc.assert(
    fc.property(sizes, shares, fc.nat(), (samplesOfScene, wanted, seed) => {
      const placeOf = (parts: ReturnType<typeof splitScenes>) =>
        new Map(parts.flatMap(({ name, scenes }) => scenes.map((id) => [id, name])));
      const more = new Map(samplesOfScene).set("scene0", samplesOfScene.get("scene0")! + 1);
      const [one, other] = [samplesOfScene, more].map((of) =>
        placeOf(splitScenes(of, wanted, seed)),
      );
      const moved = [...one!].filter(([id, name]) => other!.get(id) !== name);
      expect(moved.length).toBeLessThanOrEqual(2);
    }),
  );
});
