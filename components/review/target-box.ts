import { degreesFromRadians, radiansFromDegrees } from "#core/geometry/angle.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import {
  boxAxes,
  halfExtentAlong,
  orientedBox,
  rotateBoxAbout,
  translateBox,
} from "#core/geometry/oriented-box.ts";
import type { Point } from "#core/geometry/space.ts";
import { cross, dot, scale } from "#core/geometry/vector.ts";
import { moveUnit } from "#core/operation/apply-operation.ts";
import type { MoveDirection } from "#core/operation/operation.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { levelDirections } from "#core/scene/level-directions.ts";
import { objectRests, restOf } from "#core/scene/rest.ts";
import { placementOf, sceneFacts } from "#core/scene/scene-facts.ts";

/** The box shifted along one of the viewer's directions. */
export function nudgeBox(
  scene: FrameScene,
  box: BoxInCamera,
  direction: MoveDirection,
  meters: number,
): BoxInCamera {
  return translateBox(box, scale(moveUnit(levelDirections(scene), direction), meters));
}

/** The box turned on the spot about the vertical; counterclockwise as seen from above is positive. */
export function turnBox(scene: FrameScene, box: BoxInCamera, degrees: number): BoxInCamera {
  return rotateBoxAbout(box, levelDirections(scene).up, radiansFromDegrees(degrees));
}

/**
 * Which way the box's front looks, in degrees from -180 to 180: 0 toward the viewer, counterclockwise as
 * seen from above positive.
 */
export function yawDegrees(scene: FrameScene, box: BoxInCamera): number {
  const { up, behind } = levelDirections(scene);
  const toViewer = scale(behind, -1);
  const front = scale(boxAxes(box)[2], -1);
  return degreesFromRadians(Math.atan2(dot(front, cross(up, toViewer)), dot(front, toViewer)));
}

/** The box with its front looking that way. */
export function withYaw(scene: FrameScene, box: BoxInCamera, degrees: number): BoxInCamera {
  return turnBox(scene, box, degrees - yawDegrees(scene, box));
}

/** The box with one coordinate of its centre (camera frame, metres) replaced. */
export function withCoordinate(box: BoxInCamera, axis: 0 | 1 | 2, meters: number): BoxInCamera {
  const center = box.center.map((value, index) => (index === axis ? meters : value));
  return orientedBox(center as unknown as Point<"Camera">, box.size, box.rotation);
}

/** The box put down on what is straight below it: the floor, or the top of another object. */
export function dropBox(scene: FrameScene, box: BoxInCamera, targetId: string): BoxInCamera {
  return nudgeBox(scene, box, "below", gapBelow(scene, box, targetId));
}

/** How far the box is above what is straight below it, metres; negative where it sinks into it. */
export function gapBelow(scene: FrameScene, box: BoxInCamera, targetId: string): number {
  const facts = sceneFacts(scene);
  const seats = objectRests(facts).get(targetId)?.seats;
  return restOf(facts, placementOf(facts, box), targetId, seats).gapMeters;
}

/** The box with one of its sides (along its own x, y or z axis, metres) replaced; what it stands on stays under it. */
export function withSide(
  scene: FrameScene,
  box: BoxInCamera,
  axis: 0 | 1 | 2,
  meters: number,
): BoxInCamera {
  const { up } = levelDirections(scene);
  const size = box.size.map((value, index) => (index === axis ? meters : value));
  const resized = orientedBox(box.center, size as unknown as typeof box.size, box.rotation);
  const rise = halfExtentAlong(resized, up) - halfExtentAlong(box, up);
  return translateBox(resized, scale(up, rise));
}
