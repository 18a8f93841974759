import { expect, test } from "vitest";
import type { GsiBox } from "./gsi-box.ts";
import { matrixFromYaw } from "./gsi-rotation.ts";
import { shiftGsiBox } from "./gsi-shift.ts";

const box: GsiBox = [0, 0, 3, 0.4, 0.5, 0.6, 0];

test("without a rotation, left is the camera's left", () => {
  expect(shiftGsiBox(box, "left", 50)).toEqual([-0.5, 0, 3, 0.4, 0.5, 0.6, 0]);
});

test("as published, an object facing the other way moves the wrong way", () => {
  const [x] = shiftGsiBox(box, "left", 50, matrixFromYaw(Math.PI));
  expect(x).toBeCloseTo(0.5, 12);
});

test("of equal entries of a column the first row names the axis", () => {
  const r = Math.SQRT1_2;
  const pitched = [
    [1, 0, 0],
    [0, r, -r],
    [0, r, r],
  ] as const;
  const [, y, z] = shiftGsiBox(box, "below", 100, pitched);
  expect(y).toBeCloseTo(r, 12);
  expect(z).toBeCloseTo(3 + r, 12);
});
