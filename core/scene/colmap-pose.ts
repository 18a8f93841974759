import { normalizeQuaternion } from "#core/geometry/quaternion.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { rigidTransform } from "#core/geometry/rigid-transform.ts";
import { frameKeyOf } from "./scan-names.ts";

/**
 * The pose line of a photo in COLMAP's `images.txt`: `IMAGE_ID QW QX QY QZ TX TY TZ CAMERA_ID NAME`, a
 * world-to-camera transform with OpenCV axes, metres. `cameraId` names a line of `cameras.txt`.
 * Null for a line that is not of this form, or whose quaternion is not of length 1 within 1e-3.
 */
export function readColmapPose(
  line: string,
): { frameKey: string; cameraId: string; cameraFromWorld: CameraFromWorld } | null {
  const words = line.trim().split(/\s+/);
  const name = words.slice(9).join(" ");
  const [w, x, y, z, tx, ty, tz] = words.slice(1, 8).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const isWhole = name !== "" && [w, x, y, z, tx, ty, tz].every(Number.isFinite);
  if (!isWhole || Math.abs(Math.hypot(w, x, y, z) - 1) > 1e-3) return null;
  return {
    frameKey: frameKeyOf(name),
    cameraId: words[8]!,
    cameraFromWorld: rigidTransform(normalizeQuaternion([x, y, z, w]), [tx, ty, tz]),
  };
}
