import fc from "fast-check";
import { expect, test } from "vitest";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { projectPoint } from "#core/geometry/projection.ts";
import { identityRotation } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import { add, dot, length, rejectFrom, scale, subtract } from "#core/geometry/vector.ts";
import { randomRoom } from "#core/test/room.ts";
import { levelDirections } from "#core/scene/level-directions.ts";
import { dragBox, gripBox } from "./drag-box.ts";

const scene = randomRoom(3, 12);
const { up, right, behind } = levelDirections(scene);
const box = orientedBox<"Camera">(point(0.1, 0.6, 3), [0.4, 0.5, 0.6], identityRotation);
const pixelOf = (place: ReturnType<typeof point<"Camera">>) =>
  projectPoint(scene.intrinsics, place)!;
const grip = gripBox(scene, box, pixelOf(box.center));

test("the gripped place lies on the box, on the line of sight", () => {
  expect(pixelOf(grip.at)[0]).toBeCloseTo(pixelOf(box.center)[0], 6);
  expect(length(subtract(grip.at, box.center))).toBeLessThan(0.6);
  expect(grip.at[2]).toBeLessThan(box.center[2]);
});

test("a drag along the ground keeps the height and puts the gripped place under the pointer", () => {
  const meters = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(meters, meters, (aside, away) => {
      const goal = add(add(grip.at, scale(right, aside)), scale(behind, away));
      const moved = dragBox(scene, grip, pixelOf(goal), "level")!;
      const shift = subtract(moved.center, box.center);
      expect(dot(shift, up)).toBeCloseTo(0, 9);
      expect(dot(shift, right)).toBeCloseTo(aside, 6);
      expect(dot(shift, behind)).toBeCloseTo(away, 6);
    }),
  );
});

test("a drag of the height keeps the place on the ground", () => {
  const goal = add(grip.at, scale(up, 0.4));
  const moved = dragBox(scene, grip, pixelOf(goal), "height")!;
  const shift = subtract(moved.center, box.center);
  expect(dot(shift, up)).toBeCloseTo(0.4, 6);
  expect(length(rejectFrom(shift, up))).toBeCloseTo(0, 9);
});

test("a pointer at the horizon or beyond moves nothing", () => {
  const horizon = pixelOf(add(point<"Camera">(0, 0, 0), scale(behind, 1000)));
  expect(dragBox(scene, grip, horizon, "level")).toBeNull();
  expect(dragBox(scene, grip, [horizon[0], horizon[1] - 200], "level")).toBeNull();
});
