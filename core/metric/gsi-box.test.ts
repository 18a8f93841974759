import { expect, test } from "vitest";
import { boxCorners, orientedBox } from "#core/geometry/oriented-box.ts";
import { matrixFromQuaternion, quaternionAbout } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import { gsiBoxCorners, gsiBoxOf, gsiBoxVolume } from "./gsi-box.ts";

const rotation = quaternionAbout([0, 1, 0], 0.7);
const box = orientedBox(point<"Camera">(0.2, -0.1, 3), [0.5, 0.9, 0.4], rotation);

test("the published form of a box has its numbers, its heading and the same corners", () => {
  const published = gsiBoxOf(box);
  expect(published.slice(0, 6)).toEqual([...box.center, ...box.size]);
  expect(published[6]).toBeCloseTo(0.7, 12);
  const corners = gsiBoxCorners(published, matrixFromQuaternion(rotation));
  boxCorners(box).forEach((corner, index) => {
    corner.forEach((value, axis) => expect(corners[index]![axis]).toBeCloseTo(value, 12));
  });
});

test("volume is the product of the extents", () => {
  expect(gsiBoxVolume(gsiBoxOf(box))).toBeCloseTo(0.5 * 0.9 * 0.4, 12);
});
