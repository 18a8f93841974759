import { degreesFromRadians, radiansFromDegrees } from "#core/geometry/angle.ts";
import {
  invertQuaternion,
  multiplyQuaternions,
  quaternionAbout,
  rotate,
} from "#core/geometry/quaternion.ts";
import type { RigidTransform } from "#core/geometry/rigid-transform.ts";
import { invert, rigidTransform } from "#core/geometry/rigid-transform.ts";
import type { Direction } from "#core/geometry/space.ts";
import { add, cross, dot, scale } from "#core/geometry/vector.ts";
import type { LevelDirections } from "#core/scene/level-directions.ts";
import type { ViewOperation } from "./operation.ts";

/** A motion between the camera before a change of view and the camera after it. */
export type CameraMotion = RigidTransform<"Camera", "Camera">;

/** Takes what the camera saw to where the camera sees it after the change of view: the inverse of the camera's own motion. */
export function newCameraFromOld(
  { behind, right, up }: LevelDirections,
  { dollyMeters, truckMeters, yawDegrees, pitchDegrees }: ViewOperation,
): CameraMotion {
  const tilt = quaternionAbout(cross(behind, up), radiansFromDegrees(pitchDegrees));
  const turn = quaternionAbout(cross(behind, right), radiansFromDegrees(yawDegrees));
  const shift = add(scale(behind, dollyMeters), scale(right, truckMeters));
  return invert(rigidTransform(multiplyQuaternions(turn, tilt), shift));
}

/** The change of view that comes nearest to a motion: all of it but a roll and a change of height. */
export function viewFromMotion(
  { behind, right, up }: LevelDirections,
  newFromOld: CameraMotion,
): ViewOperation {
  const oldFromNew = invert(newFromOld);
  const turnedRight = rotate<Direction<"Camera">>(oldFromNew.rotation, right);
  const yaw = Math.atan2(-dot(turnedRight, behind), dot(turnedRight, right));
  const turn = quaternionAbout(cross(behind, right), yaw);
  const tilt = multiplyQuaternions(invertQuaternion(turn), oldFromNew.rotation);
  const tiltedForward = rotate<Direction<"Camera">>(tilt, behind);
  const pitch = Math.atan2(dot(tiltedForward, up), dot(tiltedForward, behind));
  return {
    kind: "view",
    dollyMeters: dot(oldFromNew.translation, behind),
    truckMeters: dot(oldFromNew.translation, right),
    yawDegrees: degreesFromRadians(yaw),
    pitchDegrees: degreesFromRadians(pitch),
  };
}

/** The change of view that undoes another, said in the directions of the camera after it. */
export function inverseView(view: ViewOperation): ViewOperation {
  const { dollyMeters, truckMeters, yawDegrees, pitchDegrees } = view;
  const yaw = radiansFromDegrees(yawDegrees);
  const [c, s] = [Math.cos(yaw), Math.sin(yaw)];
  return {
    kind: "view",
    dollyMeters: -(c * dollyMeters + s * truckMeters),
    truckMeters: -(c * truckMeters - s * dollyMeters),
    yawDegrees: -yawDegrees,
    pitchDegrees: -pitchDegrees,
  };
}
