import fc from "fast-check";
import { expect, it } from "vitest";
import { deinterleave, interleave } from "./morton.ts";

const coordinate = fc.integer({ min: 0, max: 1023 });

it("a Morton word gives its three coordinates back", () => {
  fc.assert(
    fc.property(coordinate, coordinate, coordinate, (x, y, z) => {
      const word = interleave(x, y, z);
      expect([0, 1, 2].map((axis) => deinterleave(word, axis as 0 | 1 | 2))).toEqual([x, y, z]);
      expect(word).toBeLessThan(2 ** 30);
    }),
  );
});

it("the highest bits of x, y and z come first", () => {
  expect(interleave(512, 0, 0)).toBe(2 ** 29);
  expect(interleave(0, 512, 0)).toBe(2 ** 28);
  expect(interleave(0, 0, 512)).toBe(2 ** 27);
  expect(interleave(1, 1, 1)).toBe(7);
});
