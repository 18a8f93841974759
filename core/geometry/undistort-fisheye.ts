import type { Intrinsics } from "./camera.ts";
import type { FisheyeIntrinsics } from "./fisheye.ts";
import { projectFisheye, unprojectFisheye } from "./fisheye.ts";
import type { Pixel } from "./projection.ts";
import { point } from "./space.ts";

/**
 * The pinhole camera for which a fisheye picture is undistorted, of the same size in pixels: the one that
 * ScanNet++'s own tools choose. The middles of the four edges, (floor(w/2), 0), (w, floor(h/2)),
 * (floor(w/2), h) and (0, floor(h/2)), are cast onto the plane one in front of the camera; with c their
 * mean, f is the largest of half the width over the farthest reach to the left and to the right of c, and
 * half the height over that above and below (in units that make the pixels square). So no edge of the new
 * picture shows anything that the old one lacks, but for what the last step moves: the principal point is
 * put in the middle (w/2, h/2). As in the original, c is left in oblong units and its x scaled instead of its
 * y, which changes f by some thousandths of a pixel: pictures undistorted elsewhere have that f. Null where an edge is 90 degrees or more off the axis, since no pinhole
 * camera sees that.
 *
 * Source: OpenCV 4, calib3d/src/fisheye.cpp: fisheye::estimateNewCameraMatrixForUndistortRectify with
 * R = I, balance = 0, fov_scale = 1; the middle: scannetpp f3b4712, dslr/undistort.py.
 */
export function undistortedPinhole(camera: FisheyeIntrinsics): Intrinsics | null {
  const { width, height } = camera;
  const middles: Pixel[] = [
    [Math.floor(width / 2), 0],
    [width, Math.floor(height / 2)],
    [Math.floor(width / 2), height],
    [0, Math.floor(height / 2)],
  ];
  const aspect = camera.fx / camera.fy;
  const onPlane: Pixel[] = [];
  for (const middle of middles) {
    const seen = unprojectFisheye(camera, middle);
    if (!seen || seen[2] <= 0) return null;
    onPlane.push([seen[0] / seen[2], (seen[1] / seen[2]) * aspect]);
  }
  const across = onPlane.map(([x]) => x);
  const down = onPlane.map(([, y]) => y);
  const [centerX, centerY] = [mean(across) * aspect, mean(down) / aspect];
  const f = Math.max(
    width / 2 / (centerX - Math.min(...across)),
    width / 2 / (Math.max(...across) - centerX),
    (height / 2) * (aspect / (centerY - Math.min(...down))),
    (height / 2) * (aspect / (Math.max(...down) - centerY)),
  );
  return { fx: f, fy: f / aspect, cx: width / 2, cy: height / 2, width, height };
}

/**
 * Where in the fisheye picture each pixel of the undistorted one comes from: `u` and `v` in pixels, row by
 * row in the size of `pinhole`; NaN where the lens does not reach. May lie outside the picture.
 */
export type RemapTable = {
  readonly width: number;
  readonly height: number;
  readonly u: Float32Array;
  readonly v: Float32Array;
};

/** The table by which pictures of this camera become pictures of `pinhole`: one table serves all of a scan's. */
export function undistortTable(camera: FisheyeIntrinsics, pinhole: Intrinsics): RemapTable {
  const { width, height } = pinhole;
  const u = new Float32Array(width * height);
  const v = new Float32Array(width * height);
  for (let row = 0, pixel = 0; row < height; row++) {
    const y = (row - pinhole.cy) / pinhole.fy;
    for (let column = 0; column < width; column++, pixel++) {
      const x = (column - pinhole.cx) / pinhole.fx;
      const source = projectFisheye(camera, point(x, y, 1));
      u[pixel] = source ? source[0] : Number.NaN;
      v[pixel] = source ? source[1] : Number.NaN;
    }
  }
  return { width, height, u, v };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
