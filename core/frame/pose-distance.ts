import { degreesFromRadians } from "#core/geometry/angle.ts";
import { angleBetween } from "#core/geometry/quaternion.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { invert } from "#core/geometry/rigid-transform.ts";
import { distance } from "#core/geometry/vector.ts";

/** How far two cameras stand apart (metres) and by which angle one is turned against the other (degrees, 0 to 180). */
export type PoseDistance = { readonly meters: number; readonly degrees: number };

/** The distance of two camera poses in one world. The same either way round, and whatever world they are stated in. */
export function poseDistance(a: CameraFromWorld, b: CameraFromWorld): PoseDistance {
  return {
    meters: distance(invert(a).translation, invert(b).translation),
    degrees: degreesFromRadians(angleBetween(a.rotation, b.rotation)),
  };
}
