import fc from "fast-check";
import { expect, test } from "vitest";
import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { boxAxes, orientedBox } from "#core/geometry/oriented-box.ts";
import { multiplyQuaternions, quaternionAbout } from "#core/geometry/quaternion.ts";
import type { Point } from "#core/geometry/space.ts";
import { point } from "#core/geometry/space.ts";
import { add, distance, scale } from "#core/geometry/vector.ts";
import { seededRandom } from "#core/random.ts";
import { fitBoxToPoints } from "./fit-box-to-points.ts";

/** Upright as the studio's boxes are: local y down. */
function upright(center: Point<"World">, size: readonly [number, number, number], yaw: number) {
  const down = quaternionAbout([1, 0, 0], -Math.PI / 2);
  return orientedBox<"World">(
    center,
    size,
    multiplyQuaternions(quaternionAbout([0, 0, 1], yaw), down),
  );
}

/** Points on the sides of a box, evenly at random. */
function pointsOn(box: BoxInWorld, count: number, seed: number): number[] {
  const random = seededRandom(seed);
  const axes = boxAxes(box);
  return Array.from({ length: count }, () => {
    const face = Math.floor(random.next() * 3);
    const local = box.size.map((side, axis) =>
      axis === face ? (random.next() < 0.5 ? -side / 2 : side / 2) : (random.next() - 0.5) * side,
    );
    return local.reduce<Point<"World">>(
      (sum, value, axis) => add(sum, scale(axes[axis]!, value)),
      box.center,
    );
  }).flat();
}

const side = fc.double({ min: 0.2, max: 1, noNaN: true });
const offset = fc.double({ min: -0.05, max: 0.05, noNaN: true });
const object = fc
  .record({ w: side, h: side, l: side, yaw: fc.double({ min: -3, max: 3, noNaN: true }) })
  .map(({ w, h, l, yaw }) => upright(point(2, -1, 0.5 + h / 2), [w, h, l], yaw));

function expectSame(fitted: BoxInWorld | null, real: BoxInWorld, meters: number): void {
  expect(distance(fitted!.center, real.center)).toBeLessThan(meters);
  fitted!.size.forEach((found, axis) =>
    expect(Math.abs(found - real.size[axis]!)).toBeLessThan(2 * meters),
  );
  expect(fitted!.rotation).toEqual(real.rotation);
}

test("a box that is a little off comes to lie around its object again, stray points or not", () => {
  fc.assert(
    fc.property(object, offset, offset, offset, (real, x, y, z) => {
      const points = pointsOn(real, 2000, 5);
      const stray = [real.center[0], real.center[1], real.center[2] + real.size[1] / 2 + 0.04];
      const off = orientedBox<"World">(
        add(real.center, [x / 2, y / 2, z / 2]),
        [real.size[0] + x, real.size[1] + y, real.size[2] + z],
        real.rotation,
      );
      expectSame(fitBoxToPoints(off, Float32Array.from([...points, ...stray]), 0), real, 0.02);
    }),
    { numRuns: 40 },
  );
});

test("the floor is not taken for the object, and the object reaches down to it", () => {
  const real = upright(point(0, 0, 0.3), [0.5, 0.6, 0.4], 0.4);
  const random = seededRandom(9);
  const floor = Array.from({ length: 4000 }, () => [
    random.next() * 2 - 1,
    random.next() * 2 - 1,
    0,
  ]).flat();
  // The scanner saw nothing of the lowest 4 cm.
  const seen = pointsOn(real, 3000, 4).flatMap((_, i, all) =>
    i % 3 === 0 && all[i + 2]! > 0.04 ? all.slice(i, i + 3) : [],
  );
  const off = upright(point(0.03, 0.02, 0.34), [0.5, 0.6, 0.4], 0.4);
  expectSame(fitBoxToPoints(off, Float32Array.from([...floor, ...seen]), 0), real, 0.02);
});

test("fitting again changes nothing, and too few points give no box", () => {
  const real = upright(point(0, 0, 1), [0.5, 0.6, 0.4], 0.4);
  const points = Float32Array.from(pointsOn(real, 3000, 4));
  const once = fitBoxToPoints(real, points, 0)!;
  expectSame(fitBoxToPoints(once, points, 0), once, 1e-6);
  expect(fitBoxToPoints(real, points.slice(0, 39 * 3), 0)).toBeNull();
  expect(fitBoxToPoints(upright(point(5, 5, 1), [0.5, 0.5, 0.5], 0), points, 0)).toBeNull();
});
