import { Camera, Matrix4 } from "three";

import { IMAGE_CAMERA, IMAGE_SIZE, type Pinhole } from "./camera.ts";
import type { CameraPose } from "./walk.ts";

/** The camera that sees what a pinhole at `pose` sees, shifted by a part of a pixel. */
export function cameraAt(
  { position, rotation }: CameraPose,
  { width, height, fx, fy, cx, cy }: Pinhole,
  jitterX: number,
  jitterY: number,
): Camera {
  const camera = new Camera();
  const [x, y, z] = rotation;
  camera.matrixWorld.set(
    ...([x[0], -x[1], -x[2], position[0]] as const),
    ...([y[0], -y[1], -y[2], position[1]] as const),
    ...([z[0], -z[1], -z[2], position[2]] as const),
    ...([0, 0, 0, 1] as const),
  );
  camera.matrixWorldInverse.copy(camera.matrixWorld).invert();
  camera.matrixAutoUpdate = camera.matrixWorldAutoUpdate = false;
  const [near, far] = [0.05, 40];
  camera.projectionMatrix.set(
    ...([(2 * fx) / width, 0, 1 - (2 * (cx + jitterX + 0.5)) / width, 0] as const),
    ...([0, (2 * fy) / height, (2 * (cy + jitterY + 0.5)) / height - 1, 0] as const),
    ...([0, 0, -(far + near) / (far - near), (-2 * far * near) / (far - near)] as const),
    ...([0, 0, -1, 0] as const),
  );
  camera.projectionMatrixInverse = new Matrix4().copy(camera.projectionMatrix).invert();
  return camera;
}

/** How far the middle of the image moves from one pose to the next, as a share of its sides (v up). */
export function imageMotion(from: CameraPose, to: CameraPose): [number, number] {
  const along = (column: 0 | 1 | 2) =>
    from.rotation.reduce((sum, row, i) => sum + row[column] * to.rotation[i]![2], 0);
  return [
    (IMAGE_CAMERA.fx * along(0)) / along(2) / IMAGE_SIZE.width,
    (-IMAGE_CAMERA.fy * along(1)) / along(2) / IMAGE_SIZE.height,
  ];
}
