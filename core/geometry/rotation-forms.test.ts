import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { randomRotation } from "#core/test/room.ts";
import { eulerFromQuaternion, quaternionFromEuler } from "./euler.ts";
import { angleBetween, identityRotation, quaternionAbout, rotate } from "./quaternion.ts";
import type { Rotation6d } from "./rotation-6d.ts";
import { quaternionFromRotation6d, rotation6dFromQuaternion } from "./rotation-6d.ts";

const rotations = fc.integer().map((seed) => randomRotation(seededRandom(seed)));

describe("three turns about fixed axes", () => {
  test("give back the rotation they were taken from", () => {
    fc.assert(
      fc.property(rotations, (q) => {
        const [x, y, z] = eulerFromQuaternion(q);
        expect(angleBetween(quaternionFromEuler([x, y, z]), q)).toBeLessThan(1e-6);
        expect(Math.abs(y)).toBeLessThanOrEqual(Math.PI / 2);
      }),
    );
  });

  test("are done in the order x, y, z", () => {
    const turned = rotate(quaternionFromEuler([Math.PI / 2, 0, Math.PI / 2]), [0, 1, 0]);
    // About x, y becomes z; about the fixed z, z stays.
    [0, 0, 1].forEach((part, axis) => expect(turned[axis]).toBeCloseTo(part, 12));
    expect(eulerFromQuaternion(quaternionAbout([0, 1, 0], 0.3))[1]).toBeCloseTo(0.3, 12);
  });

  test("leave z at 0 where a quarter turn about y makes two of them one", () => {
    for (const y of [Math.PI / 2, -Math.PI / 2]) {
      const q = quaternionFromEuler([0.4, y, 0.7]);
      const found = eulerFromQuaternion(q);
      expect(found[2]).toBe(0);
      expect(angleBetween(quaternionFromEuler(found), q)).toBeLessThan(1e-6);
    }
  });
});

describe("six numbers", () => {
  test("give back the rotation they were taken from, also stretched and slanted", () => {
    fc.assert(
      fc.property(
        rotations,
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (q, stretch, slant) => {
          const six = rotation6dFromQuaternion(q);
          const [a, b, c, d, e, f] = six;
          const loose: Rotation6d = [
            stretch * a,
            stretch * b,
            stretch * c,
            d + slant * a,
            e + slant * b,
            f + slant * c,
          ];
          expect(angleBetween(quaternionFromRotation6d(six)!, q)).toBeLessThan(1e-6);
          expect(angleBetween(quaternionFromRotation6d(loose)!, q)).toBeLessThan(1e-6);
        },
      ),
    );
  });

  test("that span no plane name no rotation", () => {
    expect(quaternionFromRotation6d([0, 0, 0, 1, 0, 0])).toBeNull();
    expect(quaternionFromRotation6d([1, 0, 0, 2, 0, 0])).toBeNull();
    expect(quaternionFromRotation6d([1, 0, 0, 0, 1, 0])).toEqual(identityRotation);
  });
});
