import type { MoveDirection } from "#core/operation/operation.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import type { GsiBox } from "./gsi-box.ts";

const axisAndSign: Record<MoveDirection, readonly [axis: 0 | 1 | 2, sign: 1 | -1]> = {
  left: [0, -1],
  right: [0, 1],
  above: [1, -1],
  below: [1, 1],
  front: [2, -1],
  behind: [2, 1],
};

/**
 * The box shifted by `distanceCentimeters` as the published generator does it; size and yaw stay. Without
 * a rotation the directions are the camera's axes. With one, camera axis c becomes the box axis found by
 * the published rule: the COLUMN whose number is the row of the largest entry of column c. That rule
 * never normalises the sign, so an object that faces the camera's way or away moves in opposite
 * directions; the studio proposes moves with its own rule and keeps this one to read published data.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/box_utils.py: move_bbox.
 */
export function shiftGsiBox(
  box: GsiBox,
  direction: MoveDirection,
  distanceCentimeters: number,
  rotation?: Matrix3,
): GsiBox {
  const [axis, sign] = axisAndSign[direction];
  const along = rotation ? publishedAxis(rotation, axis) : cameraAxes[axis];
  const step = (sign * distanceCentimeters) / 100;
  const [x, y, z, w, h, l, yaw] = box;
  return [x + along[0] * step, y + along[1] * step, z + along[2] * step, w, h, l, yaw];
}

const cameraAxes: Matrix3 = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

function publishedAxis(rotation: Matrix3, axis: 0 | 1 | 2): Vec3 {
  const [x, y, z] = columnOf(rotation, axis).map(Math.abs) as [number, number, number];
  return columnOf(rotation, x >= y && x >= z ? 0 : y >= z ? 1 : 2);
}

function columnOf(rotation: Matrix3, column: 0 | 1 | 2): Vec3 {
  return [rotation[0][column], rotation[1][column], rotation[2][column]];
}
