import type { Intrinsics } from "./camera.ts";
import type { BoxInCamera } from "./oriented-box.ts";
import { boxAxes, boxCorners } from "./oriented-box.ts";
import { nearPlaneMeters } from "./projection.ts";
import type { Point } from "./space.ts";

/**
 * Share of a box's volume that lies in front of the near plane and inside the image, 0 to 1: of the centres
 * of `cellsPerAxis` cubed equal cells, those that project into [0, width) x [0, height). `corners` are those
 * of the box, for callers that have them.
 */
export function boxShareInImage(
  k: Intrinsics,
  box: BoxInCamera,
  cellsPerAxis = 10,
  corners: readonly Point<"Camera">[] = boxCorners(box),
): number {
  // What is seen is a convex solid: with all corners in it everything is, with all beyond a side nothing.
  if (corners.every((corner) => sidesBeyond(k, corner) === 0)) return 1;
  if (corners.reduce((shared, corner) => shared & sidesBeyond(k, corner), anySide) !== 0) return 0;
  const [x, y, z] = boxAxes(box);
  const [w, h, l] = box.size;
  let inside = 0;
  for (let i = 0; i < cellsPerAxis; i++) {
    const a = ((i + 0.5) / cellsPerAxis - 0.5) * w;
    for (let j = 0; j < cellsPerAxis; j++) {
      const b = ((j + 0.5) / cellsPerAxis - 0.5) * h;
      for (let m = 0; m < cellsPerAxis; m++) {
        const c = ((m + 0.5) / cellsPerAxis - 0.5) * l;
        const depth = box.center[2] + a * x[2] + b * y[2] + c * z[2];
        if (depth <= nearPlaneMeters) continue;
        const u = (k.fx * (box.center[0] + a * x[0] + b * y[0] + c * z[0])) / depth + k.cx;
        const v = (k.fy * (box.center[1] + a * x[1] + b * y[1] + c * z[1])) / depth + k.cy;
        if (u >= 0 && u < k.width && v >= 0 && v < k.height) inside++;
      }
    }
  }
  return inside / cellsPerAxis ** 3;
}

const anySide = 0b11111;

/** One bit for each plane of the view (near, left, right, top, bottom) that the point lies beyond. */
function sidesBeyond({ fx, fy, cx, cy, width, height }: Intrinsics, [x, y, z]: Point<"Camera">) {
  return (
    (z <= nearPlaneMeters ? 1 : 0) |
    (fx * x + cx * z < 0 ? 2 : 0) |
    (fx * x + (cx - width) * z >= 0 ? 4 : 0) |
    (fy * y + cy * z < 0 ? 8 : 0) |
    (fy * y + (cy - height) * z >= 0 ? 16 : 0)
  );
}
