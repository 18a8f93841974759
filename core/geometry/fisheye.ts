import * as z from "zod";
import { oncePer } from "#core/once-per.ts";
import type { Pixel } from "./projection.ts";
import type { Direction, Point } from "./space.ts";
import { direction } from "./space.ts";

/**
 * A fisheye camera in OpenCV's model (Kannala and Brandt 2006; OPENCV_FISHEYE in COLMAP): focal lengths and
 * principal point in pixels with the image size they belong to, and the four coefficients of the angle
 * polynomial. The first pixel's centre is at (0, 0).
 */
export const FisheyeIntrinsics = z.object({
  fx: z.number().positive(),
  fy: z.number().positive(),
  cx: z.number(),
  cy: z.number(),
  k: z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type FisheyeIntrinsics = z.infer<typeof FisheyeIntrinsics>;

/**
 * Projects a camera-frame point: the angle `theta` between its direction and the viewing direction becomes
 * `theta (1 + k1 theta^2 + k2 theta^4 + k3 theta^6 + k4 theta^8)` away from the principal point. Points
 * beside and behind the camera project too; null for the camera's own centre, for the point straight behind
 * it and beyond the angle at which the polynomial stops growing, where pixels would be named twice.
 */
export function projectFisheye(
  camera: FisheyeIntrinsics,
  [x, y, z]: Point<"Camera">,
): Pixel | null {
  const radius = Math.hypot(x, y);
  if (radius === 0) return z > 0 ? [camera.cx, camera.cy] : null;
  const theta = Math.atan2(radius, z);
  if (theta > largestAngle(camera)) return null;
  const factor = distortedAngle(camera, theta) / radius;
  return [camera.fx * x * factor + camera.cx, camera.fy * y * factor + camera.cy];
}

/**
 * The unit direction, in the camera frame, that a pixel sees: the inverse of {@link projectFisheye} up to
 * distance. The angle is found by Newton's method, kept inside the angles that the camera can see. Null for
 * pixels beyond the largest of them.
 */
export function unprojectFisheye(
  camera: FisheyeIntrinsics,
  [u, v]: Pixel,
): Direction<"Camera"> | null {
  const [x, y] = [(u - camera.cx) / camera.fx, (v - camera.cy) / camera.fy];
  const distorted = Math.hypot(x, y);
  if (distorted === 0) return direction(0, 0, 1);
  const theta = undistortedAngle(camera, distorted);
  if (theta === null) return null;
  const across = Math.sin(theta) / distorted;
  return direction(x * across, y * across, Math.cos(theta));
}

function distortedAngle({ k: [k1, k2, k3, k4] }: FisheyeIntrinsics, theta: number): number {
  const t2 = theta * theta;
  return theta * (1 + t2 * (k1 + t2 * (k2 + t2 * (k3 + t2 * k4))));
}

function slopeAt({ k: [k1, k2, k3, k4] }: FisheyeIntrinsics, theta: number): number {
  const t2 = theta * theta;
  return 1 + t2 * (3 * k1 + t2 * (5 * k2 + t2 * (7 * k3 + t2 * 9 * k4)));
}

const angleStep = Math.PI / 360;
const bisections = 60;

/** The angle up to which the polynomial grows, radians, at most pi: scanned in half degrees, then bisected. */
const largestAngle = oncePer((camera: FisheyeIntrinsics): number => {
  let theta = 0;
  while (theta < Math.PI && slopeAt(camera, theta + angleStep) > 0) theta += angleStep;
  if (theta >= Math.PI) return Math.PI;
  let beyond = theta + angleStep;
  for (let i = 0; i < bisections; i++) {
    const middle = (theta + beyond) / 2;
    if (slopeAt(camera, middle) > 0) theta = middle;
    else beyond = middle;
  }
  return Math.min(theta, Math.PI);
});

const newtonSteps = 50;
const convergedRadians = 1e-14;

function undistortedAngle(camera: FisheyeIntrinsics, distorted: number): number | null {
  let [least, most] = [0, largestAngle(camera)];
  if (distorted > distortedAngle(camera, most)) return null;
  let theta = Math.min(distorted, most);
  for (let step = 0; step < newtonSteps; step++) {
    const error = distortedAngle(camera, theta) - distorted;
    if (error > 0) most = theta;
    else least = theta;
    const next = theta - error / slopeAt(camera, theta);
    // A step that leaves what is known to hold the root is replaced by halving.
    const kept = next >= least && next <= most ? next : (least + most) / 2;
    if (Math.abs(kept - theta) < convergedRadians) return kept;
    theta = kept;
  }
  return theta;
}
