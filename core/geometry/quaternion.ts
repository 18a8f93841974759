import * as z from "zod";
import type { Vec3 } from "./space.ts";
import { cross, dot, normalize } from "./vector.ts";

/**
 * A rotation as a unit quaternion `[x, y, z, w]`. Parsing normalises, so a stored rotation is always
 * of length 1; numbers that are all near zero are refused, since they name no rotation.
 */
export const Quaternion = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .readonly()
  .refine((q) => Math.hypot(...q) > 1e-6, "a rotation quaternion must not be zero")
  .transform((q): readonly [number, number, number, number] => normalizeQuaternion(q));
export type Quaternion = readonly [number, number, number, number];

/** A 3x3 matrix as three rows. For rotations: columns are the images of the x, y and z axes. */
export type Matrix3 = readonly [Vec3, Vec3, Vec3];

/** The rotation that changes nothing. */
export const identityRotation: Quaternion = [0, 0, 0, 1];

/** `q` scaled to length 1, with w >= 0 where w is not zero, so equal rotations have equal numbers. */
export function normalizeQuaternion(q: readonly [number, number, number, number]): Quaternion {
  const squared = q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3];
  const size = Math.sqrt(squared) * (q[3] < 0 ? -1 : 1);
  return [q[0] / size, q[1] / size, q[2] / size, q[3] / size];
}

/** The rotation that first does `b`, then `a` (matrix product A B). */
export function multiplyQuaternions(a: Quaternion, b: Quaternion): Quaternion {
  const [ax, ay, az, aw] = a;
  const [bx, by, bz, bw] = b;
  return normalizeQuaternion([
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
    aw * bw - ax * bx - ay * by - az * bz,
  ]);
}

/** The inverse rotation. */
export function invertQuaternion(q: Quaternion): Quaternion {
  return normalizeQuaternion([-q[0], -q[1], -q[2], q[3]]);
}

/** Rotates `v`. The caller names the frame of the result: `q` says nothing about frames. */
export function rotate<V extends Vec3>(q: Quaternion, v: Vec3): V {
  const [x, y, z, w] = q;
  const tx = 2 * (y * v[2] - z * v[1]);
  const ty = 2 * (z * v[0] - x * v[2]);
  const tz = 2 * (x * v[1] - y * v[0]);
  return [
    v[0] + w * tx + y * tz - z * ty,
    v[1] + w * ty + z * tx - x * tz,
    v[2] + w * tz + x * ty - y * tx,
  ] as unknown as V;
}

/** The right-handed rotation by `angleRadians` about the unit `axis`. */
export function quaternionAbout(axis: Vec3, angleRadians: number): Quaternion {
  const s = Math.sin(angleRadians / 2);
  return normalizeQuaternion([axis[0] * s, axis[1] * s, axis[2] * s, Math.cos(angleRadians / 2)]);
}

/** The rotation matrix of `q`, three rows. */
export function matrixFromQuaternion(q: Quaternion): Matrix3 {
  const [x, y, z, w] = q;
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
    [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
    [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
  ];
}

/**
 * The unit quaternion of a rotation matrix given as rows (Shepperd's method: the largest of the four
 * components is computed first, so no division by a small number). The matrix is taken to be a proper
 * rotation; check {@link rotationError} first where it comes from a file.
 */
export function quaternionFromMatrix(m: Matrix3): Quaternion {
  const [[a, b, c], [d, e, f], [g, h, i]] = m;
  const trace = a + e + i;
  if (trace > 0) {
    const s = 2 * Math.sqrt(trace + 1);
    return normalizeQuaternion([(h - f) / s, (c - g) / s, (d - b) / s, s / 4]);
  }
  if (a > e && a > i) {
    const s = 2 * Math.sqrt(1 + a - e - i);
    return normalizeQuaternion([s / 4, (b + d) / s, (c + g) / s, (h - f) / s]);
  }
  if (e > i) {
    const s = 2 * Math.sqrt(1 + e - a - i);
    return normalizeQuaternion([(b + d) / s, s / 4, (f + h) / s, (c - g) / s]);
  }
  const s = 2 * Math.sqrt(1 + i - a - e);
  return normalizeQuaternion([(c + g) / s, (f + h) / s, s / 4, (d - b) / s]);
}

/** The rotation whose matrix has the unit, mutually orthogonal, right-handed columns given. */
export function quaternionFromColumns(x: Vec3, y: Vec3, z: Vec3): Quaternion {
  return quaternionFromMatrix([
    [x[0], y[0], z[0]],
    [x[1], y[1], z[1]],
    [x[2], y[2], z[2]],
  ]);
}

/**
 * How far `m` is from a proper rotation: the largest entry of |M M^T - I|, or 2 when it mirrors
 * (negative determinant), or NaN when an entry is not finite.
 */
export function rotationError(m: Matrix3): number {
  const [a, b, c] = m;
  if (!m.flat().every(Number.isFinite)) return Number.NaN;
  if (dot(cross(a, b), c) < 0) return 2;
  return Math.max(
    Math.abs(dot(a, a) - 1),
    Math.abs(dot(b, b) - 1),
    Math.abs(dot(c, c) - 1),
    Math.abs(dot(a, b)),
    Math.abs(dot(a, c)),
    Math.abs(dot(b, c)),
  );
}

/** The angle between two rotations on SO(3), in radians, 0 to pi. */
export function angleBetween(a: Quaternion, b: Quaternion): number {
  const cosine = Math.abs(a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3]);
  return 2 * Math.acos(Math.min(1, cosine));
}

/** The nearest proper rotation to nearly orthonormal rows, by Gram-Schmidt from the first row on. */
export function orthonormalize(m: Matrix3): Matrix3 {
  const x = normalize(m[0]);
  const z = normalize(cross(x, m[1]));
  return [x, cross(z, x), z];
}
