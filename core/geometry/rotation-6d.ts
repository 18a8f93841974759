import type { Quaternion } from "./quaternion.ts";
import { matrixFromQuaternion, quaternionFromColumns } from "./quaternion.ts";
import type { Vec3 } from "./space.ts";
import { cross, length, normalize, rejectFrom } from "./vector.ts";

/**
 * A rotation as the images of the x and the y axis, one after the other: six numbers that change smoothly
 * with the rotation (Zhou et al. 2019), as networks learn them. They need be neither unit nor orthogonal.
 */
export type Rotation6d = readonly [number, number, number, number, number, number];

/** The images of the x and y axes under a rotation: unit and orthogonal. */
export function rotation6dFromQuaternion(q: Quaternion): Rotation6d {
  const [x, y, z] = matrixFromQuaternion(q);
  return [x[0], y[0], z[0], x[1], y[1], z[1]];
}

const leastLength = 1e-9;

/**
 * The rotation that six numbers stand for, by Gram-Schmidt: the first three give x, what the others have
 * across it gives y. Null when either is near zero: they name no rotation.
 */
export function quaternionFromRotation6d([a, b, c, d, e, f]: Rotation6d): Quaternion | null {
  const first: Vec3 = [a, b, c];
  if (length(first) < leastLength) return null;
  const x = normalize(first);
  const across = rejectFrom<Vec3>([d, e, f], x);
  if (length(across) < leastLength) return null;
  const y = normalize(across);
  return quaternionFromColumns(x, y, cross(x, y));
}
