import type { Intrinsics } from "./camera.ts";
import type { BoxInCamera } from "./oriented-box.ts";
import { boxAxes } from "./oriented-box.ts";
import { nearPlaneMeters } from "./projection.ts";

/**
 * Share of a box's volume that lies in front of the near plane and inside the image, 0 to 1: of the centres
 * of `cellsPerAxis` cubed equal cells, those that project into [0, width) x [0, height).
 */
export function boxShareInImage(k: Intrinsics, box: BoxInCamera, cellsPerAxis = 10): number {
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
