import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxAxes, boxUp, halfExtentAlong } from "#core/geometry/oriented-box.ts";
import {
  angleBetween,
  invertQuaternion,
  multiplyQuaternions,
  quaternionAbout,
  rotate,
} from "#core/geometry/quaternion.ts";
import type { Direction, Point } from "#core/geometry/space.ts";
import { add, dot, normalize, rejectFrom, scale } from "#core/geometry/vector.ts";

const arcSteps = 28;

/**
 * The way a box goes, as a line in the camera frame (metres) from start to end: centre to centre for a
 * shift; for a turn on the spot an arc around the box at the height of its top, following the heading.
 * Empty when the box stays as it is.
 */
export function motionPath(source: BoxInCamera, target: BoxInCamera): Point<"Camera">[] {
  const shift = Math.hypot(
    target.center[0] - source.center[0],
    target.center[1] - source.center[1],
    target.center[2] - source.center[2],
  );
  if (shift > 0.005) return [source.center, target.center];
  if (angleBetween(source.rotation, target.rotation) < 0.005) return [];
  return turnArc(source, target);
}

function turnArc(source: BoxInCamera, target: BoxInCamera): Point<"Camera">[] {
  const up = boxUp(source);
  const angle = turnAngleRadians(source, target, up);
  const [across, , along] = boxAxes(source);
  const heading = normalize(rejectFrom<Direction<"Camera">>(scale(along, -1), up));
  const radius = 1.15 * Math.max(halfExtentAlong(source, across), halfExtentAlong(source, along));
  const top = add(source.center, scale(up, halfExtentAlong(source, up)));
  return Array.from({ length: arcSteps + 1 }, (_, step) => {
    const turn = quaternionAbout(up, (angle * step) / arcSteps);
    return add(top, scale(rotate<Direction<"Camera">>(turn, heading), radius));
  });
}

/** The right-handed angle about `up` (radians, -pi to pi) that takes one heading to the other. */
export function turnAngleRadians(
  source: BoxInCamera,
  target: BoxInCamera,
  up: Direction<"Camera">,
): number {
  const turn = multiplyQuaternions(target.rotation, invertQuaternion(source.rotation));
  return 2 * Math.atan2(dot([turn[0], turn[1], turn[2]], up), turn[3]);
}
