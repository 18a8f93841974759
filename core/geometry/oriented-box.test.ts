import * as fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { randomBox, randomRotation } from "#core/test/room.ts";
import {
  BoxInCamera,
  boxAxes,
  boxContains,
  boxCorners,
  boxEdges,
  boxVolume,
  distanceToBox,
  halfExtentAlong,
  orientedBox,
  rotateBoxAbout,
  scaleBoxAbout,
  supportPoint,
  transformBox,
  translateBox,
} from "./oriented-box.ts";
import { identityRotation, rotate } from "./quaternion.ts";
import { invert, rigidTransform, transformPoint } from "./rigid-transform.ts";
import type { Direction } from "./space.ts";
import { direction, point } from "./space.ts";
import { add, distance, dot, scale, subtract } from "./vector.ts";

const seeds = fc.integer();
const boxOf = (seed: number) => randomBox(seededRandom(seed));
const unitOf = (seed: number): Direction<"Camera"> =>
  rotate(randomRotation(seededRandom(seed, "unit")), [1, 0, 0]);

test("corners lie half an extent away along the axes, and edges join corners one side apart", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const box = boxOf(seed);
      const corners = boxCorners(box);
      for (const [a, b] of boxEdges) {
        const side = distance(corners[a]!, corners[b]!);
        expect(Math.min(...box.size.map((size) => Math.abs(size - side)))).toBeLessThan(1e-9);
      }
      for (const corner of corners) {
        const offset = subtract(corner, box.center);
        boxAxes(box).forEach((axis, i) => {
          expect(Math.abs(dot(offset, axis))).toBeCloseTo(box.size[i]! / 2, 9);
        });
      }
    }),
  );
});

test("the half extent along a direction is where the farthest corner lies", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const [box, unit] = [boxOf(seed), unitOf(seed)];
      const reaches = boxCorners(box).map((corner) => dot(subtract(corner, box.center), unit));
      expect(halfExtentAlong(box, unit)).toBeCloseTo(Math.max(...reaches), 9);
      expect(dot(subtract(supportPoint(box, unit), box.center), unit)).toBeCloseTo(
        Math.min(...reaches),
        9,
      );
    }),
  );
});

test("a box in another frame is the same box", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const box = boxOf(seed);
      const pose = rigidTransform<"World", "Camera">(
        randomRotation(seededRandom(seed, "pose")),
        [1, 2, 3],
      );
      const moved = transformBox(pose, box);
      boxCorners(box).forEach((corner, i) => {
        expect(distance(transformPoint(pose, corner), boxCorners(moved)[i]!)).toBeLessThan(1e-9);
      });
      expect(distance(transformBox(invert(pose), moved).center, box.center)).toBeLessThan(1e-9);
    }),
  );
});

test("the distance to a box is 0 inside and what it takes to get out again outside", () => {
  fc.assert(
    fc.property(seeds, fc.double({ min: 0.01, max: 3, noNaN: true }), (seed, away) => {
      const box = boxOf(seed);
      const [x] = boxAxes(box);
      const surface = add(box.center, scale(x, box.size[0] / 2));
      expect(distanceToBox(box, box.center)).toBe(0);
      expect(distanceToBox(box, add(surface, scale(x, away)))).toBeCloseTo(away, 9);
      expect(boxContains(box, add(surface, scale(x, away)))).toBe(false);
      expect(boxContains(box, add(surface, scale(x, away)), away + 1e-9)).toBe(true);
    }),
  );
});

test("moving, turning and scaling keep what they should", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const [box, unit] = [boxOf(seed), unitOf(seed)];
      expect(translateBox(box, unit).rotation).toEqual(box.rotation);
      const turned = rotateBoxAbout(box, unit, 1);
      expect(turned.center).toEqual(box.center);
      const fixed = supportPoint(box, unit);
      const scaled = scaleBoxAbout(box, fixed, 1.5);
      expect(boxVolume(scaled)).toBeCloseTo(boxVolume(box) * 1.5 ** 3, 9);
      expect(distance(supportPoint(scaled, unit), fixed)).toBeLessThan(1e-9);
    }),
  );
});

test("a stored box comes back the same, and one with a negative side is refused", () => {
  const box = orientedBox(point<"Camera">(1, 2, 3), [0.5, 0, 2], identityRotation);
  expect(BoxInCamera.parse(JSON.parse(JSON.stringify(box)))).toEqual(box);
  expect(BoxInCamera.safeParse({ ...box, size: [1, -1, 1] }).success).toBe(false);
  expect(direction<"Camera">(0, 0, 1)).toEqual([0, 0, 1]);
});
