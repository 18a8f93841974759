import * as fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { randomBox } from "#core/test/room.ts";
import { boxContains, orientedBox } from "./oriented-box.ts";
import { identityRotation } from "./quaternion.ts";
import { rayThroughBox, segmentMeetsBox } from "./ray-box.ts";
import { direction, point } from "./space.ts";
import { add, scale } from "./vector.ts";

const cube = orientedBox(point<"Camera">(0, 0, 3), [2, 2, 2], identityRotation);
const origin = point<"Camera">(0, 0, 0);

test("a ray enters and leaves at the faces it crosses", () => {
  expect(rayThroughBox(origin, direction(0, 0, 1), cube)).toEqual({ enter: 2, exit: 4 });
  expect(rayThroughBox(origin, direction(0, 0, -2), cube)).toEqual({ enter: -2, exit: -1 });
  expect(rayThroughBox(origin, direction(1, 0, 0), cube)).toBeNull();
  expect(rayThroughBox(point(1.5, 0, 0), direction(0, 0, 1), cube)).toBeNull();
});

test("between entry and exit a ray is in the box, outside them it is not", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = seededRandom(seed);
      const box = randomBox(random, 2);
      const number = () => 2 * random.next() - 1;
      const along = direction<"Camera">(number() / 2, number() / 2, 1 + number() / 4);
      const interval = rayThroughBox(origin, along, box);
      for (let t = 0; t < 5; t += 0.05) {
        const inside = boxContains(box, add(origin, scale(along, t)));
        const expected = interval !== null && t >= interval.enter && t <= interval.exit;
        expect(inside).toBe(expected);
      }
    }),
  );
});

test("a segment meets a box only when the box is on its way", () => {
  const behind = point<"Camera">(0, 0, 5);
  expect(segmentMeetsBox(origin, behind, cube)).toBe(true);
  expect(segmentMeetsBox(origin, point(0, 0, 1.9), cube)).toBe(false);
  expect(segmentMeetsBox(behind, point(0, 0, 6), cube)).toBe(false);
  expect(segmentMeetsBox(cube.center, point(0, 0, 3.1), cube)).toBe(true);
});
