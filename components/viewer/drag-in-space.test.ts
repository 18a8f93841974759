import fc from "fast-check";
import { expect, test } from "vitest";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { angleBetween, multiplyQuaternions, quaternionAbout } from "#core/geometry/quaternion.ts";
import type { Point } from "#core/geometry/space.ts";
import { direction, point } from "#core/geometry/space.ts";
import { add, distance, normalize, scale, subtract } from "#core/geometry/vector.ts";
import type { SightRay } from "./drag-in-space.ts";
import { boxFaces, faceCenter, moveInSpace, resizeInSpace, turnInSpace } from "./drag-in-space.ts";

const rotation = multiplyQuaternions(
  quaternionAbout([0, 0, 1], 0.4),
  quaternionAbout([1, 0, 0], -Math.PI / 2),
);
const box = orientedBox<"World">(point(1, 2, 0.4), [0.6, 0.8, 0.5], rotation);
const eye = point<"World">(-1, -2, 2.2);
const meters = fc.double({ min: -1, max: 1, noNaN: true });

function sightOf(place: Point<"World">, origin = eye): SightRay {
  return { origin, along: normalize(subtract(place, origin)) };
}

test("a box follows the line of sight along the ground, or straight up and down", () => {
  const at = add(box.center, [0.1, -0.2, 0.3]);
  fc.assert(
    fc.property(meters, meters, meters, (x, y, z) => {
      const level = moveInSpace(box, at, sightOf(add(at, [x, y, 0])), false)!;
      expect(distance(level.center, add(box.center, [x, y, 0]))).toBeLessThan(1e-6);
      const high = moveInSpace(box, at, sightOf(add(at, [0, 0, z])), true)!;
      expect(distance(high.center, add(box.center, [0, 0, z]))).toBeLessThan(1e-6);
    }),
  );
});

test("in a plan from the side a box goes aside and up, not away", () => {
  const at = box.center;
  const ray: SightRay = {
    origin: point(9, 2.3, 0.9),
    along: direction(-1, 0, 0),
  };
  expect(distance(moveInSpace(box, at, ray, false)!.center, point(1, 2.3, 0.9))).toBeLessThan(1e-9);
});

test("a turn takes the gripped place round the box's middle", () => {
  const at = add(box.center, [0.5, 0, -0.4]);
  fc.assert(
    fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (angle) => {
      const goal = add(box.center, [0.5 * Math.cos(angle), 0.5 * Math.sin(angle), -0.4]);
      const turned = turnInSpace(box, at, sightOf(goal))!;
      const wanted = multiplyQuaternions(quaternionAbout([0, 0, 1], angle), box.rotation);
      expect(angleBetween(turned.rotation, wanted)).toBeLessThan(1e-5);
      expect(turned.center).toEqual(box.center);
    }),
  );
});

test("a face follows the line of sight and the face across stays", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...boxFaces),
      fc.double({ min: -0.4, max: 1, noNaN: true }),
      (face, by) => {
        const across = { axis: face.axis, side: -face.side as 1 | -1 };
        const outward = normalize(subtract(faceCenter(box, face), box.center));
        const goal = add(faceCenter(box, face), scale(outward, by));
        const resized = resizeInSpace(box, face, sightOf(goal))!;
        expect(resized.size[face.axis]).toBeCloseTo(box.size[face.axis] + by, 6);
        expect(distance(faceCenter(resized, across), faceCenter(box, across))).toBeLessThan(1e-6);
      },
    ),
  );
});

test("a box never becomes thinner than a centimetre, and looking along a face's way moves nothing", () => {
  const face = { axis: 1, side: -1 } as const;
  const below = add(faceCenter(box, face), [0, 0, -3]);
  expect(resizeInSpace(box, face, sightOf(below))!.size[1]).toBe(0.01);
  const down: SightRay = {
    origin: point(1, 2, 4),
    along: direction(0, 0, -1),
  };
  expect(resizeInSpace(box, face, down)).toBeNull();
});

test("straight from the top a box moves along the ground, whatever it was taken hold of by", () => {
  const down: SightRay = { origin: point(1.4, 2.1, 4), along: direction(0, 0, -1) };
  const moved = moveInSpace(box, box.center, down, true)!;
  expect(distance(moved.center, point(1.4, 2.1, 0.4))).toBeLessThan(1e-9);
});
