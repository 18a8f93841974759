import * as fc from "fast-check";
import { expect, test } from "vitest";
import { degreesFromRadians, radiansFromDegrees, wrapRadians } from "./angle.ts";

const radians = fc.double({ min: -50, max: 50, noNaN: true });

test("degrees and radians are inverse", () => {
  fc.assert(
    fc.property(radians, (angle) => {
      expect(radiansFromDegrees(degreesFromRadians(angle))).toBeCloseTo(angle, 12);
    }),
  );
});

test("a wrapped angle is in [-pi, pi) and points the same way", () => {
  fc.assert(
    fc.property(radians, (angle) => {
      const wrapped = wrapRadians(angle);
      expect(wrapped).toBeGreaterThanOrEqual(-Math.PI);
      expect(wrapped).toBeLessThan(Math.PI);
      expect(Math.cos(wrapped)).toBeCloseTo(Math.cos(angle), 9);
      expect(Math.sin(wrapped)).toBeCloseTo(Math.sin(angle), 9);
    }),
  );
  expect(wrapRadians(Math.PI)).toBe(-Math.PI);
  expect(wrapRadians(-Math.PI)).toBe(-Math.PI);
});
