import * as fc from "fast-check";
import { expect, test } from "vitest";
import { wrapRadians } from "#core/geometry/angle.ts";
import { rotationError } from "#core/geometry/quaternion.ts";
import {
  matrixFromSixNumbers,
  matrixFromYaw,
  rotateAboutY,
  rotationDistance,
  yawFromMatrix,
} from "./gsi-rotation.ts";

const angles = fc.double({ min: -Math.PI, max: Math.PI - 1e-6, noNaN: true });
const turns = fc.double({ min: 0, max: 180, noNaN: true });

test("the yaw of an upright rotation comes back, with pi as -pi", () => {
  fc.assert(
    fc.property(angles, (yaw) => {
      expect(yawFromMatrix(matrixFromYaw(yaw))).toBeCloseTo(yaw, 9);
    }),
  );
  expect(
    yawFromMatrix([
      [-1, 0, 0],
      [0, 1, 0],
      [0, 0, -1],
    ]),
  ).toBe(-Math.PI);
});

test("a turn changes the yaw by its angle, and its opposite undoes it", () => {
  fc.assert(
    fc.property(angles, turns, (yaw, degrees) => {
      const start = matrixFromYaw(yaw);
      const turned = rotateAboutY(start, degrees, "counterclockwise");
      const expected = wrapRadians(yaw - (degrees * Math.PI) / 180);
      expect(Math.abs(wrapRadians(yawFromMatrix(turned) - expected))).toBeLessThan(1e-9);
      expect(rotationDistance(start, turned)).toBeCloseTo((degrees * Math.PI) / 180, 6);
      expect(rotationDistance(start, rotateAboutY(turned, degrees, "clockwise"))).toBeCloseTo(0, 6);
    }),
  );
});

test("six numbers that are not parallel span a proper rotation", () => {
  const number = fc.double({ min: -2, max: 2, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(number, number, number, number, number, number), (six) => {
      const [a, b, c, d, e, f] = six;
      fc.pre(Math.hypot(b * f - c * e, c * d - a * f, a * e - b * d) > 0.01);
      expect(rotationError(matrixFromSixNumbers(six))).toBeLessThan(1e-9);
    }),
  );
});

test("six numbers without a first direction give a zero row, not NaN", () => {
  expect(matrixFromSixNumbers([0, 0, 0, 0, 2, 0])).toEqual([
    [0, 0, 0],
    [0, 1, 0],
    [0, 0, 0],
  ]);
});
