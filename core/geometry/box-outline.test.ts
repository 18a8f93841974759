import * as fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "#core/random.ts";
import { randomBox } from "#core/test/room.ts";
import { boxOutline } from "./box-outline.ts";
import { convexHull, polygonArea } from "./convex-polygon.ts";
import { boxCorners, orientedBox } from "./oriented-box.ts";
import { identityRotation } from "./quaternion.ts";
import { direction, point } from "./space.ts";
import { dot } from "./vector.ts";

const right = direction<"Camera">(1, 0, 0);
const behind = direction<"Camera">(0, 0, 1);

test("the outline of a box is the convex hull of its projected corners", () => {
  fc.assert(
    fc.property(fc.integer(), fc.boolean(), (seed, isUpright) => {
      const turned = randomBox(seededRandom(seed));
      const box = isUpright ? orientedBox(turned.center, turned.size, identityRotation) : turned;
      const outline = boxOutline(box, right, behind);
      const hull = convexHull(boxCorners(box).map((c) => [dot(c, right), dot(c, behind)]));
      expect(outline).toHaveLength(isUpright ? 4 : 6);
      expect(polygonArea(outline)).toBeCloseTo(polygonArea(hull), 9);
      const ends = (polygon: typeof hull, axis: 0 | 1) => {
        const values = polygon.map((corner) => corner[axis]);
        return [Math.min(...values), Math.max(...values)];
      };
      for (const axis of [0, 1] as const)
        ends(outline, axis).forEach((end, i) => expect(end).toBeCloseTo(ends(hull, axis)[i]!, 9));
    }),
  );
});

test("the outline of a flat or thin box has no area", () => {
  const upright = orientedBox(point<"Camera">(1, 2, 3), [0, 1, 2], identityRotation);
  expect(polygonArea(boxOutline(upright, right, behind))).toBe(0);
  const nothing = orientedBox(point<"Camera">(1, 2, 3), [0, 1, 0], identityRotation);
  expect(boxOutline(nothing, right, behind)).toEqual([]);
});
