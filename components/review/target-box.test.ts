import fc from "fast-check";
import { expect, test } from "vitest";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { identityRotation, quaternionAbout } from "#core/geometry/quaternion.ts";
import { rigidTransform } from "#core/geometry/rigid-transform.ts";
import { point } from "#core/geometry/space.ts";
import { distance } from "#core/geometry/vector.ts";
import { applyOperation } from "#core/operation/apply-operation.ts";
import { MoveDirection } from "#core/operation/operation.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { dropBox, nudgeBox, turnBox, withCoordinate, withYaw, yawDegrees } from "./target-box.ts";

/** A camera that looks level along world +y, pitched down by the given angle. */
function sceneWith(pitchRadians: number): FrameScene {
  return {
    sceneKey: "room",
    frameKey: "frame",
    intrinsics: { fx: 500, fy: 500, cx: 320, cy: 240, width: 640, height: 480 },
    cameraFromWorld: rigidTransform(
      quaternionAbout([1, 0, 0], Math.PI / 2 + pitchRadians),
      [0, 0, 0],
    ),
    floorHeightMeters: 0,
    objects: [],
  };
}

const pitch = fc.double({ min: -0.6, max: 0.6, noNaN: true });
const degrees = fc.double({ min: -179, max: 179, noNaN: true });
const box: BoxInCamera = orientedBox(point(0.3, 0.2, 2), [0.4, 0.5, 0.6], identityRotation);

test("a nudge is the move operation of the same direction and length", () => {
  fc.assert(
    fc.property(pitch, fc.constantFrom(...MoveDirection.options), (angle, direction) => {
      const scene = sceneWith(angle);
      const moved = applyOperation(scene, box, { kind: "move", direction, distanceMeters: 0.25 });
      expect(distance(nudgeBox(scene, box, direction, 0.25).center, moved!.center)).toBeCloseTo(
        0,
        9,
      );
    }),
  );
});

test("the yaw that is set is the yaw that is read, and the box stays where it is", () => {
  fc.assert(
    fc.property(pitch, degrees, degrees, (angle, first, second) => {
      const scene = sceneWith(angle);
      const turned = withYaw(scene, withYaw(scene, box, first), second);
      expect(yawDegrees(scene, turned)).toBeCloseTo(second, 5);
      expect(turned.center).toEqual(box.center);
    }),
  );
});

test("an upright box facing a level camera has yaw 0 and counts counterclockwise", () => {
  const scene = sceneWith(0);
  expect(yawDegrees(scene, box)).toBeCloseTo(0, 9);
  expect(yawDegrees(scene, turnBox(scene, box, 30))).toBeCloseTo(30, 6);
  const turned = applyOperation(scene, box, {
    kind: "rotate",
    sense: "counterclockwise",
    angleDegrees: 30,
  });
  expect(yawDegrees(scene, turned!)).toBeCloseTo(30, 6);
});

test("one coordinate is replaced and nothing else", () => {
  const moved = withCoordinate(box, 1, -0.75);
  expect(moved.center).toEqual([0.3, -0.75, 2]);
  expect(moved.size).toEqual(box.size);
});

test("a dropped box stands: on the floor, or on the table that is below it", () => {
  const scene = { ...sceneWith(0), floorHeightMeters: -1.5 };
  const lifted = orientedBox<"Camera">(point(0, 0.2, 2), [0.1, 0.1, 0.1], identityRotation);
  expect(dropBox(scene, lifted, "mug").center[1]).toBeCloseTo(1.45, 9);
  const table = {
    id: "table",
    label: "table",
    box: orientedBox<"Camera">(point(0, 1.1, 2), [1, 0.8, 1], identityRotation),
    inImageFraction: 1,
    visibleFraction: 1,
    score: 1,
  };
  const furnished = { ...scene, objects: [table] };
  expect(dropBox(furnished, lifted, "mug").center[1]).toBeCloseTo(0.65, 9);
  const beside = withCoordinate(lifted, 0, 1.5);
  expect(dropBox(furnished, beside, "mug").center[1]).toBeCloseTo(1.45, 9);
});
