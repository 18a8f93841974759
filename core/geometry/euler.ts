import type { Quaternion } from "./quaternion.ts";
import { matrixFromQuaternion, multiplyQuaternions, quaternionAbout } from "./quaternion.ts";

/**
 * A rotation as three turns about the axes of the FIXED frame, radians: first about x, then y, then z (what
 * scipy calls "xyz"). Only for reading and writing files: such angles jump, and near a y turn of a quarter
 * two of them mean the same.
 */
export type EulerRadians = readonly [x: number, y: number, z: number];

/** The rotation of three turns about the fixed x, y and z axes, in this order. */
export function quaternionFromEuler([x, y, z]: EulerRadians): Quaternion {
  return multiplyQuaternions(
    quaternionAbout([0, 0, 1], z),
    multiplyQuaternions(quaternionAbout([0, 1, 0], y), quaternionAbout([1, 0, 0], x)),
  );
}

/** Beyond this sine of the y turn, the other two turn about the same axis. */
const lockedSine = 1 - 1e-12;

/**
 * The three turns of a rotation: x and z in [-pi, pi], y in [-pi/2, pi/2]. Where the y turn is a quarter, x
 * and z cannot be told apart: z is 0 then.
 */
export function eulerFromQuaternion(q: Quaternion): EulerRadians {
  const [[xx, xy], [yx, yy], [zx, zy, zz]] = matrixFromQuaternion(q);
  const sine = Math.min(1, Math.max(-1, -zx));
  if (Math.abs(sine) > lockedSine) {
    const sign = Math.sign(sine);
    return [Math.atan2(sign * xy, yy), (sign * Math.PI) / 2, 0];
  }
  return [Math.atan2(zy, zz), Math.asin(sine), Math.atan2(yx, xx)];
}
