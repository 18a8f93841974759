import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Random } from "#core/random.ts";
import { seededRandom } from "#core/random.ts";
import { randomBox, randomRotation } from "#core/test/room.ts";
import { boxIou, boxOverlapVolume, boxPenetration } from "./box-overlap.ts";
import type { BoxInCamera } from "./oriented-box.ts";
import { boxAxes, boxVolume, orientedBox, transformBox, translateBox } from "./oriented-box.ts";
import { identityRotation, invertQuaternion, quaternionAbout, rotate } from "./quaternion.ts";
import { rigidTransform } from "./rigid-transform.ts";
import type { Vec3 } from "./space.ts";
import { point } from "./space.ts";
import { scale, subtract } from "./vector.ts";

function pairOf(seed: number): [BoxInCamera, BoxInCamera] {
  const random = seededRandom(seed, "pair");
  return [randomBox(random), randomBox(random)];
}

/** The shared volume by chance: the share of points of `a`, one in each cell of a grid, that lie in `b`. */
function sampledOverlap(random: Random, a: BoxInCamera, b: BoxInCamera, cells: number): number {
  // In the axes of `b`: the centre of `a` and its edges.
  const bFromFrame = invertQuaternion(b.rotation);
  const [cx, cy, cz] = rotate<Vec3>(bFromFrame, subtract(a.center, b.center));
  const edges = boxAxes(a).map((axis, i) => rotate<Vec3>(bFromFrame, scale(axis, a.size[i]!)));
  const [[ux, uy, uz], [vx, vy, vz], [wx, wy, wz]] = edges as [Vec3, Vec3, Vec3];
  const [halfX, halfY, halfZ] = scale(b.size, 0.5);
  const place = (cell: number) => (cell + random.next()) / cells - 0.5;
  let hits = 0;
  for (let i = 0; i < cells; i++)
    for (let j = 0; j < cells; j++)
      for (let m = 0; m < cells; m++) {
        const [u, v, w] = [place(i), place(j), place(m)];
        if (
          Math.abs(cx + u * ux + v * vx + w * wx) <= halfX &&
          Math.abs(cy + u * uy + v * vy + w * wy) <= halfY &&
          Math.abs(cz + u * uz + v * vz + w * wz) <= halfZ
        )
          hits++;
      }
  return (hits / cells ** 3) * boxVolume(a);
}

describe("the volume that two boxes share", () => {
  test("is what chance finds, on a thousand pairs within 1 % of the smaller box", () => {
    const random = seededRandom(7, "points");
    let overlapping = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const [a, b] = pairOf(seed);
      const volume = boxOverlapVolume(a, b);
      const smaller = Math.min(boxVolume(a), boxVolume(b));
      const sampled =
        boxVolume(a) < boxVolume(b)
          ? sampledOverlap(random, a, b, 20)
          : sampledOverlap(random, b, a, 20);
      expect(Math.abs(volume - sampled) / smaller).toBeLessThan(0.01);
      if (volume > 0) overlapping++;
    }
    expect(overlapping).toBeGreaterThan(300);
  }, 30_000);

  test("is the same from both sides and after any motion", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [a, b] = pairOf(seed);
        const random = seededRandom(seed, "motion");
        const motion = rigidTransform<"World", "Camera">(randomRotation(random), [1, -2, 0.5]);
        const volume = boxOverlapVolume(a, b);
        expect(boxOverlapVolume(b, a)).toBeCloseTo(volume, 9);
        expect(boxOverlapVolume(transformBox(motion, a), transformBox(motion, b))).toBeCloseTo(
          volume,
          9,
        );
        expect(boxIou(a, b)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });

  test("of a box with itself is its volume, also half turned", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const box = randomBox(seededRandom(seed));
        expect(boxOverlapVolume(box, box)).toBeCloseTo(boxVolume(box), 9);
        expect(boxIou(box, box)).toBeCloseTo(1, 9);
      }),
    );
    const cube = orientedBox(point<"Camera">(0, 0, 3), [1, 1, 1], identityRotation);
    const turned = orientedBox(cube.center, cube.size, quaternionAbout([0, 1, 0], Math.PI / 4));
    // Two unit squares turned by 45 degrees share an octagon of area 2 (sqrt 2 - 1).
    expect(boxOverlapVolume(cube, turned)).toBeCloseTo(2 * (Math.SQRT2 - 1), 9);
  });

  test("of flat boxes and boxes that touch is nothing", () => {
    const cube = orientedBox(point<"Camera">(0, 0, 3), [1, 1, 1], identityRotation);
    const beside = orientedBox(point<"Camera">(1, 0, 3), [1, 1, 1], identityRotation);
    const flat = orientedBox(point<"Camera">(0, 0, 3), [1, 0, 1], identityRotation);
    expect(boxOverlapVolume(cube, beside)).toBe(0);
    expect(boxPenetration(cube, beside)).toBeNull();
    expect(boxOverlapVolume(cube, flat)).toBe(0);
    expect(boxIou(flat, flat)).toBe(0);
  });
});

describe("the way out of an overlap", () => {
  test("separates the boxes, and a little less does not", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [a, b] = pairOf(seed);
        const found = boxPenetration(a, b);
        if (!found) {
          expect(boxOverlapVolume(a, b)).toBe(0);
          return;
        }
        const { depthMeters, axis } = found;
        expect(boxPenetration(a, translateBox(b, scale(axis, depthMeters + 1e-6)))).toBeNull();
        const almost = boxPenetration(a, translateBox(b, scale(axis, depthMeters - 1e-4)));
        expect(almost?.depthMeters ?? 0).toBeCloseTo(1e-4, 6);
      }),
    );
  });

  test("is as long from both sides", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [a, b] = pairOf(seed);
        expect(boxPenetration(b, a)?.depthMeters ?? 0).toBeCloseTo(
          boxPenetration(a, b)?.depthMeters ?? 0,
          9,
        );
      }),
    );
  });
});
