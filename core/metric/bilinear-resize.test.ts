import * as fc from "fast-check";
import { expect, test } from "vitest";
import { resizeBilinear } from "./bilinear-resize.ts";

const row = (...reds: number[]) => ({
  width: reds.length,
  height: 1,
  data: Float32Array.from(reds.flatMap((red) => [red, 0, 255])),
});
const redsOf = ({ data }: { data: ArrayLike<number> }) =>
  Array.from(data).filter((_, index) => index % 3 === 0);

test("halving weighs with a triangle of twice the width, cut at the border", () => {
  const [first, second] = redsOf(resizeBilinear(row(35, 70, 140, 210), { width: 2, height: 1 }));
  expect(first).toBeCloseTo((0.75 * 35 + 0.75 * 70 + 0.25 * 140) / 1.75, 4);
  expect(second).toBeCloseTo((0.25 * 70 + 0.75 * 140 + 0.75 * 210) / 1.75, 4);
});

test("doubling interpolates between pixel centres and repeats the border", () => {
  expect(redsOf(resizeBilinear(row(0, 100), { width: 4, height: 1 }))).toEqual([0, 25, 75, 100]);
});

test("the same size changes nothing, and a constant stays constant at any size", () => {
  const side = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(side, side, side, side, (width, height, newWidth, newHeight) => {
      const noise = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 37) % 251);
      const same = resizeBilinear({ width, height, data: noise }, { width, height });
      expect([...same.data]).toEqual([...noise]);
      const flat = { width, height, data: new Uint8Array(width * height * 3).fill(77) };
      const resized = resizeBilinear(flat, { width: newWidth, height: newHeight });
      expect(resized.data).toHaveLength(newWidth * newHeight * 3);
      for (const value of resized.data) expect(value).toBeCloseTo(77, 4);
    }),
  );
});
