import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxAxes, boxCorners, orientedBox } from "#core/geometry/oriented-box.ts";
import { multiplyQuaternions, quaternionAbout } from "#core/geometry/quaternion.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import { point } from "#core/geometry/space.ts";
import { distance, dot } from "#core/geometry/vector.ts";
import { seededRandom } from "#core/random.ts";
import { randomBox } from "#core/test/room.ts";
import { hasSquareFootprint, headedBox } from "./heading.ts";

const boxes = fc.tuple(fc.integer(), fc.boolean()).map(([seed, isSquare]): BoxInCamera => {
  const box = randomBox(seededRandom(seed), 3);
  const [w, h, l] = box.size;
  return orientedBox(box.center, [w, h, isSquare ? w * 1.1 : l], box.rotation);
});
const yaws = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
const headingOf = (yaw: number): Vec3 => [Math.sin(yaw), 0, Math.cos(yaw)];

describe("the headed box", () => {
  test("is the same solid, its y downwards, and headed already", () => {
    fc.assert(
      fc.property(boxes, yaws, (box, yaw) => {
        const headed = headedBox(box, yaw);
        for (const corner of boxCorners(box)) {
          const nearest = Math.min(...boxCorners(headed).map((other) => distance(corner, other)));
          expect(nearest).toBeLessThan(1e-6);
        }
        expect(boxAxes(headed)[1][1]).toBeGreaterThanOrEqual(-1e-9);
        const again = headedBox(headed, yaw);
        again.rotation.forEach((part, i) => expect(part).toBeCloseTo(headed.rotation[i]!, 6));
        expect(again.size).toEqual(headed.size);
      }),
    );
  });

  test("has its z nearer to the heading than any other axis that may be it", () => {
    fc.assert(
      fc.property(boxes, yaws, (box, yaw) => {
        const [x, , z] = boxAxes(box);
        const allowed = hasSquareFootprint(box.size) ? [x, z] : [z];
        const best = Math.max(...allowed.map((axis) => Math.abs(dot(axis, headingOf(yaw)))));
        expect(dot(boxAxes(headedBox(box, yaw))[2], headingOf(yaw))).toBeCloseTo(best, 9);
      }),
    );
  });

  test("finds the heading of an upright box, whichever half turn the detector chose", () => {
    fc.assert(
      fc.property(yaws, fc.constantFrom(0, 1, 2), (yaw, axis) => {
        const turned = quaternionAbout([0, 1, 0], yaw);
        const upright: BoxInCamera = orientedBox(point(0, 0, 3), [0.4, 0.5, 0.9], turned);
        const about = boxAxes(upright)[axis]!;
        const flipped = quaternionAbout(about, Math.PI);
        const box = { ...upright, rotation: multiplyQuaternions(flipped, turned) };
        const [, , z] = boxAxes(headedBox(box, yaw + 0.4));
        expect(dot(z, headingOf(yaw))).toBeCloseTo(1, 9);
      }),
    );
  });

  test("turns a square footprint by a quarter, and no other", () => {
    const square: BoxInCamera = orientedBox(point(0, 0, 3), [0.5, 0.4, 0.52], [0, 0, 0, 1]);
    expect(headedBox(square, Math.PI / 2).size).toEqual([0.52, 0.4, 0.5]);
    const long: BoxInCamera = orientedBox(point(0, 0, 3), [0.5, 0.4, 0.9], [0, 0, 0, 1]);
    expect(headedBox(long, 1.5)).toEqual(long);
    expect(hasSquareFootprint([0, 1, 0])).toBe(true);
    expect(hasSquareFootprint([0, 1, 0.1])).toBe(false);
  });
});
