import * as z from "zod";
import type { Direction, Point, Space } from "./space.ts";
import { Vec3, direction, point } from "./space.ts";
import {
  Quaternion,
  invertQuaternion,
  matrixFromQuaternion,
  multiplyQuaternions,
  quaternionAbout,
  rotate,
} from "./quaternion.ts";
import type { RigidTransform } from "./rigid-transform.ts";
import { transformPoint } from "./rigid-transform.ts";
import { add, dot, scale, subtract } from "./vector.ts";

const Box = z.object({
  center: Vec3,
  size: z.tuple([z.number().min(0), z.number().min(0), z.number().min(0)]).readonly(),
  rotation: Quaternion,
});

declare const space: unique symbol;

/**
 * A 3D box in frame `S`: geometric centre (metres), FULL size `[w, h, l]` along the box's own x, y and
 * z axes (metres, zero is legal for flat things) and the rotation that takes box axes to `S`.
 */
export type OrientedBox<S extends Space> = Omit<z.infer<typeof Box>, "center"> & {
  readonly center: Point<S>;
  readonly [space]: S;
};

/** Stored form of a box in the camera frame of one photo. */
export const BoxInCamera = Box.transform((box) => box as unknown as OrientedBox<"Camera">);
export type BoxInCamera = OrientedBox<"Camera">;

/** Stored form of a box in the scan world. */
export const BoxInWorld = Box.transform((box) => box as unknown as OrientedBox<"World">);
export type BoxInWorld = OrientedBox<"World">;

/** Builds a box in frame `S` from centre, full size [w, h, l] and rotation. */
export function orientedBox<S extends Space>(
  center: Point<S>,
  size: Vec3,
  rotation: Quaternion,
): OrientedBox<S> {
  return { center, size, rotation } as unknown as OrientedBox<S>;
}

/** The same box expressed in another frame. */
export function transformBox<To extends Space, From extends Space>(
  toFromFrom: RigidTransform<To, From>,
  box: OrientedBox<From>,
): OrientedBox<To> {
  return orientedBox(
    transformPoint(toFromFrom, box.center),
    box.size,
    multiplyQuaternions(toFromFrom.rotation, box.rotation),
  );
}

/** The box's own x, y and z axes as unit directions of its frame. */
export function boxAxes<S extends Space>(
  box: OrientedBox<S>,
): readonly [Direction<S>, Direction<S>, Direction<S>] {
  const [x, y, z] = matrixFromQuaternion(box.rotation);
  return [direction(x[0], y[0], z[0]), direction(x[1], y[1], z[1]), direction(x[2], y[2], z[2])];
}

/** Signs of (x, y, z) half sizes of the eight corners, in the order {@link boxCorners} returns them. */
export const cornerSigns: readonly Vec3[] = [
  [1, 1, 1],
  [1, -1, 1],
  [-1, -1, 1],
  [-1, 1, 1],
  [1, 1, -1],
  [1, -1, -1],
  [-1, -1, -1],
  [-1, 1, -1],
];

/** Index pairs of {@link boxCorners} that are joined by the box's twelve edges. Corners 0-3 are the +z face. */
export const boxEdges: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 2],
  [2, 3],
  [3, 0],
  [4, 5],
  [5, 6],
  [6, 7],
  [7, 4],
  [0, 4],
  [1, 5],
  [2, 6],
  [3, 7],
];

/**
 * The eight corners in the published drawing order (signs in {@link cornerSigns}). Metres. `axes` are those
 * of the box, for callers that have them.
 */
export function boxCorners<S extends Space>(
  box: OrientedBox<S>,
  [x, y, z] = boxAxes(box),
): readonly Point<S>[] {
  const { center } = box;
  const [w, h, l] = [box.size[0] / 2, box.size[1] / 2, box.size[2] / 2];
  return cornerSigns.map(([sx, sy, sz]) => {
    const [a, b, c] = [sx * w, sy * h, sz * l];
    return point(
      center[0] + a * x[0] + b * y[0] + c * z[0],
      center[1] + a * x[1] + b * y[1] + c * z[1],
      center[2] + a * x[2] + b * y[2] + c * z[2],
    );
  });
}

/** Volume in cubic metres. */
export function boxVolume(box: OrientedBox<Space>): number {
  return box.size[0] * box.size[1] * box.size[2];
}

/** Half the box's extent along a unit direction: how far its surface reaches from the centre. Metres. */
export function halfExtentAlong<S extends Space>(box: OrientedBox<S>, unit: Direction<S>): number {
  const [x, y, z] = boxAxes(box);
  return (
    (Math.abs(dot(x, unit)) * box.size[0] +
      Math.abs(dot(y, unit)) * box.size[1] +
      Math.abs(dot(z, unit)) * box.size[2]) /
    2
  );
}

/** Whether a point lies in the box grown by `marginMeters` on every side (boundary included). */
export function boxContains<S extends Space>(
  box: OrientedBox<S>,
  position: Point<S>,
  marginMeters = 0,
): boolean {
  const local = rotate<Vec3>(invertQuaternion(box.rotation), subtract(position, box.center));
  return local.every((value, axis) => Math.abs(value) <= box.size[axis]! / 2 + marginMeters);
}

/** How far a point is from the box's surface, in metres; 0 on and inside it. */
export function distanceToBox<S extends Space>(box: OrientedBox<S>, position: Point<S>): number {
  const local = rotate<Vec3>(invertQuaternion(box.rotation), subtract(position, box.center));
  const outside = (axis: 0 | 1 | 2) => Math.max(0, Math.abs(local[axis]) - box.size[axis] / 2);
  return Math.hypot(outside(0), outside(1), outside(2));
}

/** The box shifted by a displacement of its frame. */
export function translateBox<S extends Space>(
  box: OrientedBox<S>,
  displacement: Direction<S>,
): OrientedBox<S> {
  return orientedBox(add(box.center, displacement), box.size, box.rotation);
}

/** The box turned about its own centre by a right-handed angle about a unit axis of its frame. */
export function rotateBoxAbout<S extends Space>(
  box: OrientedBox<S>,
  axis: Direction<S>,
  angleRadians: number,
): OrientedBox<S> {
  return orientedBox(
    box.center,
    box.size,
    multiplyQuaternions(quaternionAbout(axis, angleRadians), box.rotation),
  );
}

/** The box scaled uniformly about a fixed point of its frame. Factor > 0. */
export function scaleBoxAbout<S extends Space>(
  box: OrientedBox<S>,
  fixed: Point<S>,
  factor: number,
): OrientedBox<S> {
  return orientedBox(
    add(fixed, scale(subtract(box.center, fixed), factor)),
    scale(box.size, factor),
    box.rotation,
  );
}

/**
 * The centre of the side that faces down when `up` is up: where an upright box stands. For a tilted
 * box this is the point straight below the centre on the lowest supporting plane.
 */
export function supportPoint<S extends Space>(box: OrientedBox<S>, up: Direction<S>): Point<S> {
  return add(box.center, scale(up, -halfExtentAlong(box, up)));
}

/** The box's own upward direction (its local y points down), as a unit direction of its frame. */
export function boxUp<S extends Space>(box: OrientedBox<S>): Direction<S> {
  return rotate<Direction<S>>(box.rotation, [0, -1, 0]);
}
