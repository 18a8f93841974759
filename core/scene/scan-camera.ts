import type { Intrinsics } from "#core/geometry/camera.ts";
import type { FisheyeIntrinsics } from "#core/geometry/fisheye.ts";
import { undistortedPinhole } from "#core/geometry/undistort-fisheye.ts";
import { pinholeMismatch } from "./scan-pose.ts";

/**
 * A camera as a file of a scan states it, pixels. `size` is null where the file does not say to which image
 * size it belongs.
 *
 * Its numbers are taken as OpenCV means them, with the first pixel's centre at (0, 0). COLMAP means (0.5,
 * 0.5), but ScanNet++'s own tools pass its numbers on to OpenCV unchanged, and so did everyone who
 * undistorted the pictures: following them keeps boxes and pictures in step with theirs.
 */
export type ScanCamera =
  | {
      readonly model: "pinhole";
      readonly pinhole: Omit<Intrinsics, "width" | "height">;
      readonly size: { readonly width: number; readonly height: number } | null;
    }
  | { readonly model: "fisheye"; readonly fisheye: FisheyeIntrinsics };

/** The camera of a photo as it is shown, and the lens from which the photo is undistorted first, if any. */
export type PhotoCamera = {
  readonly intrinsics: Intrinsics;
  readonly fisheye: FisheyeIntrinsics | null;
};

/** The camera of a photo of this size, or what is wrong with using the stated camera for it. */
export function cameraOfPhoto(
  camera: ScanCamera,
  width: number,
  height: number,
): PhotoCamera | { readonly problem: string } {
  const [stated, size] =
    camera.model === "fisheye" ? [camera.fisheye, camera.fisheye] : [camera.pinhole, camera.size];
  if (size && (size.width !== width || size.height !== height))
    return {
      problem: `the photo is ${width}x${height} but its camera is stated for ${size.width}x${size.height}: give the photos in that size`,
    };
  const problem = pinholeMismatch(stated, width, height);
  if (problem) return { problem };
  if (camera.model === "pinhole")
    return { intrinsics: { ...camera.pinhole, width, height }, fisheye: null };
  const intrinsics = undistortedPinhole(camera.fisheye);
  return intrinsics
    ? { intrinsics, fisheye: camera.fisheye }
    : { problem: "its lens sees 90 degrees off its axis and more, which no flat picture can show" };
}
