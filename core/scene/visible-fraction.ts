import type { Intrinsics } from "#core/geometry/camera.ts";
import { nearPlaneMeters } from "#core/geometry/projection.ts";
import { matrixFromQuaternion } from "#core/geometry/quaternion.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import type { DepthMap } from "./depth-map.ts";
import { depthAt } from "./depth-map.ts";

const toleranceMeters = 0.05;

/**
 * The share of an object's surface points inside the image that the camera really sees, 0 to 1: those
 * whose depth agrees with the depth map within 5 cm. Pixels without depth count as not agreeing. `points`
 * are x, y, z triples in the world, metres. Null when no point lies inside the image: nothing to measure.
 */
export function visibleFraction(
  k: Intrinsics,
  cameraFromWorld: CameraFromWorld,
  points: Float32Array,
  depth: DepthMap,
): number | null {
  const [rx, ry, rz] = matrixFromQuaternion(cameraFromWorld.rotation);
  const [tx, ty, tz] = cameraFromWorld.translation;
  let inside = 0;
  let agreeing = 0;
  for (let i = 0; i + 2 < points.length; i += 3) {
    const [px, py, pz] = [points[i]!, points[i + 1]!, points[i + 2]!] as const;
    const z = rz[0] * px + rz[1] * py + rz[2] * pz + tz;
    if (z <= nearPlaneMeters) continue;
    const u = (k.fx * (rx[0] * px + rx[1] * py + rx[2] * pz + tx)) / z + k.cx;
    const v = (k.fy * (ry[0] * px + ry[1] * py + ry[2] * pz + ty)) / z + k.cy;
    if (u < 0 || u >= k.width || v < 0 || v >= k.height) continue;
    inside++;
    const measured = depthAt(depth, k.width, k.height, u, v);
    if (measured > 0 && Math.abs(z - measured) <= toleranceMeters) agreeing++;
  }
  return inside === 0 ? null : agreeing / inside;
}
