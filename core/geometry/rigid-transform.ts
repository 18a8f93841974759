import * as z from "zod";
import type { Direction, Point, Space } from "./space.ts";
import { Vec3 } from "./space.ts";
import type { Matrix3 } from "./quaternion.ts";
import {
  Quaternion,
  invertQuaternion,
  multiplyQuaternions,
  quaternionFromMatrix,
  rotate,
} from "./quaternion.ts";
import { add, scale } from "./vector.ts";

const Pose = z.object({ rotation: Quaternion, translation: Vec3 });

declare const to: unique symbol;
declare const from: unique symbol;

/**
 * A rotation followed by a translation (metres) that takes coordinates of frame `From` to frame `To`.
 * Name values `toFromFrom` (`cameraFromWorld`), so that adjacent names match when read right to left.
 */
export type RigidTransform<To extends Space, From extends Space> = z.infer<typeof Pose> & {
  readonly [to]: To;
  readonly [from]: From;
};

/** Names a rotation and translation as a transform between two frames. */
export function rigidTransform<To extends Space, From extends Space>(
  rotation: Quaternion,
  translation: Vec3,
): RigidTransform<To, From> {
  return { rotation, translation } as unknown as RigidTransform<To, From>;
}

/** The stored form of a camera pose: scan world to OpenCV camera. Parsed on the way in and out. */
export const CameraFromWorld = Pose.transform((pose) =>
  rigidTransform<"Camera", "World">(pose.rotation, pose.translation),
);
export type CameraFromWorld = RigidTransform<"Camera", "World">;

/** The transform of a proper rotation matrix (rows) and a translation in metres. */
export function transformFromMatrix<To extends Space, From extends Space>(
  rotation: Matrix3,
  translation: Vec3,
): RigidTransform<To, From> {
  return rigidTransform(quaternionFromMatrix(rotation), translation);
}

/** The same motion read the other way round. */
export function invert<To extends Space, From extends Space>(
  toFromFrom: RigidTransform<To, From>,
): RigidTransform<From, To> {
  const rotation = invertQuaternion(toFromFrom.rotation);
  return rigidTransform(rotation, scale(rotate<Vec3>(rotation, toFromFrom.translation), -1));
}

/** `aFromB` after `bFromC`: coordinates of C to coordinates of A. */
export function compose<A extends Space, B extends Space, C extends Space>(
  aFromB: RigidTransform<A, B>,
  bFromC: RigidTransform<B, C>,
): RigidTransform<A, C> {
  return rigidTransform(
    multiplyQuaternions(aFromB.rotation, bFromC.rotation),
    add(rotate<Vec3>(aFromB.rotation, bFromC.translation), aFromB.translation),
  );
}

/** A position expressed in another frame. */
export function transformPoint<To extends Space, From extends Space>(
  toFromFrom: RigidTransform<To, From>,
  position: Point<From>,
): Point<To> {
  return add(rotate<Point<To>>(toFromFrom.rotation, position), toFromFrom.translation);
}

/** A direction expressed along the axes of another frame (translation does not apply). */
export function transformDirection<To extends Space, From extends Space>(
  toFromFrom: RigidTransform<To, From>,
  vector: Direction<From>,
): Direction<To> {
  return rotate<Direction<To>>(toFromFrom.rotation, vector);
}
