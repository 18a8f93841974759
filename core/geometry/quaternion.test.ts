import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { randomRotation } from "#core/test/room.ts";
import type { Matrix3 } from "./quaternion.ts";
import {
  Quaternion,
  angleBetween,
  invertQuaternion,
  matrixFromQuaternion,
  multiplyQuaternions,
  orthonormalize,
  quaternionAbout,
  quaternionFromMatrix,
  rotate,
  rotationError,
} from "./quaternion.ts";
import type { Vec3 } from "./space.ts";
import { distance, dot, length } from "./vector.ts";

const rotations = fc.integer().map((seed) => randomRotation(seededRandom(seed)));
const coordinate = fc.double({ min: -10, max: 10, noNaN: true });
const vectors: fc.Arbitrary<Vec3> = fc.tuple(coordinate, coordinate, coordinate);
/** Half turns: w is 0, where the conversion from a matrix has its hard cases. */
const halfTurns: fc.Arbitrary<Quaternion> = vectors
  .filter((v) => length(v) > 0.1)
  .map(([x, y, z]) => Quaternion.parse([x, y, z, 0]));

const times = (m: Matrix3, v: Vec3): Vec3 => [dot(m[0], v), dot(m[1], v), dot(m[2], v)];

describe("a quaternion and its matrix", () => {
  test("rotate alike and convert into each other, half turns included", () => {
    fc.assert(
      fc.property(fc.oneof(rotations, halfTurns), vectors, (q, v) => {
        const m = matrixFromQuaternion(q);
        expect(rotationError(m)).toBeLessThan(1e-12);
        expect(distance(times(m, v), rotate<Vec3>(q, v))).toBeLessThan(1e-10);
        const back = matrixFromQuaternion(quaternionFromMatrix(m));
        expect(distance(times(back, v), times(m, v))).toBeLessThan(1e-6);
      }),
    );
  });

  test("a mirror and a matrix with a hole are told apart from rotations", () => {
    const mirror: Matrix3 = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, -1],
    ];
    expect(rotationError(mirror)).toBe(2);
    expect(rotationError([[Number.NaN, 0, 0], mirror[1], mirror[2]])).toBeNaN();
  });

  test("rows bent a little are brought back to a rotation near by", () => {
    fc.assert(
      fc.property(rotations, vectors, (q, [x, y, z]) => {
        const m = matrixFromQuaternion(q);
        const bent: Matrix3 = [
          [m[0][0] + x * 1e-4, m[0][1], m[0][2]],
          [m[1][0], m[1][1] + y * 1e-4, m[1][2]],
          [m[2][0], m[2][1], m[2][2] + z * 1e-4],
        ];
        const straight = orthonormalize(bent);
        expect(rotationError(straight)).toBeLessThan(1e-12);
        expect(angleBetween(quaternionFromMatrix(straight), q)).toBeLessThan(5e-3);
      }),
    );
  });
});

describe("rotations", () => {
  test("compose like the turns they stand for, and undo each other", () => {
    fc.assert(
      fc.property(rotations, rotations, vectors, (a, b, v) => {
        const both = rotate<Vec3>(multiplyQuaternions(a, b), v);
        expect(distance(both, rotate<Vec3>(a, rotate<Vec3>(b, v)))).toBeLessThan(1e-10);
        expect(distance(rotate<Vec3>(invertQuaternion(a), rotate<Vec3>(a, v)), v)).toBeLessThan(
          1e-10,
        );
        expect(length(both)).toBeCloseTo(length(v), 9);
      }),
    );
  });

  test("about an axis are right-handed", () => {
    const quarter = quaternionAbout([0, 0, 1], Math.PI / 2);
    expect(distance(rotate<Vec3>(quarter, [1, 0, 0]), [0, 1, 0])).toBeLessThan(1e-12);
  });

  test("are as far apart as the turn between them", () => {
    const angles = fc.double({ min: 0, max: Math.PI, noNaN: true });
    fc.assert(
      fc.property(rotations, angles, (q, angle) => {
        const turned = multiplyQuaternions(q, quaternionAbout([0.6, 0, 0.8], angle));
        expect(angleBetween(q, turned)).toBeCloseTo(angle, 6);
      }),
    );
  });

  test("are stored with length 1 and refused when they name none", () => {
    expect(Quaternion.parse([0, 0, 0, -2])).toEqual([-0, -0, -0, 1]);
    expect(Quaternion.safeParse([0, 0, 0, 0]).success).toBe(false);
    expect(Quaternion.safeParse([0, 0, Number.NaN, 1]).success).toBe(false);
  });
});
