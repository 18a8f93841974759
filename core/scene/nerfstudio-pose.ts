import { quaternionFromColumns, rotate } from "#core/geometry/quaternion.ts";
import type { RigidTransform } from "#core/geometry/rigid-transform.ts";
import { rigidTransform } from "#core/geometry/rigid-transform.ts";
import type { Vec3 } from "#core/geometry/space.ts";

type Pose = RigidTransform<"World", "Camera">;

/** A camera-to-world pose stored with OpenGL camera axes (y up, z back), with OpenCV's instead: y and z negated. */
export function openCvFromOpenGl(stored: Pose): Pose {
  const x = rotate<Vec3>(stored.rotation, [1, 0, 0]);
  const y = rotate<Vec3>(stored.rotation, [0, -1, 0]);
  const z = rotate<Vec3>(stored.rotation, [0, 0, -1]);
  return rigidTransform(quaternionFromColumns(x, y, z), stored.translation);
}

/**
 * The pose in the scan's world (camera-to-world, OpenCV axes, metres) of a `transform_matrix` as ScanNet++
 * releases them in `nerfstudio/transforms.json`: third row negated, then the first two rows swapped, which
 * takes the file's world (Y, X, -Z) back to (X, Y, Z), then the camera's y and z axes negated.
 *
 * Source: scannetpp f3b4712, common/utils/nerfstudio.py (the way there).
 */
export function scanPoseFromNerfstudio(stored: Pose): Pose {
  const back = ([x, y, z]: Vec3): Vec3 => [y, x, -z];
  return openCvFromOpenGl(
    rigidTransform(
      quaternionFromColumns(
        back(rotate<Vec3>(stored.rotation, [1, 0, 0])),
        back(rotate<Vec3>(stored.rotation, [0, 1, 0])),
        back(rotate<Vec3>(stored.rotation, [0, 0, 1])),
      ),
      back(stored.translation),
    ),
  );
}
