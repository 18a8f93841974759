import type { TurnSense } from "#core/operation/operation.ts";
import { radiansFromDegrees } from "#core/geometry/angle.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import { cross, dot } from "#core/geometry/vector.ts";

/**
 * The rotation by `yaw` radians about the camera's y axis (which points down): 0 faces along +z, pi/2
 * along +x. Rows.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/box_utils.py: get_corners_3d.
 */
export function matrixFromYaw(yaw: number): Matrix3 {
  const c = Math.cos(yaw);
  const s = Math.sin(yaw);
  return [
    [c, 0, s],
    [0, 1, 0],
    [-s, 0, c],
  ];
}

/**
 * The heading of a rotation, radians, [-pi, pi): where the box's own z axis points in the camera's x-z
 * plane. Inverse of {@link matrixFromYaw} for upright boxes; 0 where z points straight up or down.
 */
export function yawFromMatrix(rotation: Matrix3): number {
  const yaw = Math.atan2(rotation[0][2], rotation[2][2]);
  return yaw === Math.PI ? -Math.PI : yaw;
}

/**
 * The angle between two rotations, radians, 0 to pi: acos((trace(A^T B) - 1) / 2), clipped.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval.py: rotation_matrix_distance.
 */
export function rotationDistance(a: Matrix3, b: Matrix3): number {
  const trace = dot(a[0], b[0]) + dot(a[1], b[1]) + dot(a[2], b[2]);
  return Math.acos(Math.min(1, Math.max(-1, (trace - 1) / 2)));
}

/**
 * The rotation turned by `angleDegrees` (0 to 360) about the box's OWN y axis: `R Ry(angle)^T`. With that
 * axis pointing down, `counterclockwise` is counter-clockwise seen from above.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/box_utils.py: rotate_along_y_axis.
 */
export function rotateAboutY(rotation: Matrix3, angleDegrees: number, sense: TurnSense): Matrix3 {
  const turn = matrixFromYaw(
    radiansFromDegrees(sense === "counterclockwise" ? angleDegrees : 360 - angleDegrees),
  );
  const turned = (row: Vec3): Vec3 => [dot(row, turn[0]), dot(row, turn[1]), dot(row, turn[2])];
  return [turned(rotation[0]), turned(rotation[1]), turned(rotation[2])];
}

/** Six numbers that span a rotation: two row vectors, neither unit nor orthogonal. */
export type SixNumbers = readonly [number, number, number, number, number, number];

/**
 * The rotation spanned by the six numbers of the pose head: Gram-Schmidt of the two vectors and their
 * cross product, as ROWS. Vectors shorter than 1e-12 count as zero and give zero rows.
 *
 * Source: GSI-Bench 8f2641b, detect_anything/datasets/utils.py: rotation_6d_to_matrix.
 */
export function matrixFromSixNumbers([a, b, c, d, e, f]: SixNumbers): Matrix3 {
  const first = unit([a, b, c]);
  const along = dot(first, [d, e, f]);
  const second = unit([d - along * first[0], e - along * first[1], f - along * first[2]]);
  return [first, second, cross(first, second)];
}

function unit(v: Vec3): Vec3 {
  const size = Math.max(Math.sqrt(dot(v, v)), 1e-12);
  return [v[0] / size, v[1] / size, v[2] / size];
}
