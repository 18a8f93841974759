import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { cornerSigns } from "#core/geometry/oriented-box.ts";
import type { ImageRect } from "#core/geometry/projection.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import { matrixFromQuaternion } from "#core/geometry/quaternion.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import { dot } from "#core/geometry/vector.ts";
import { matrixFromYaw, yawFromMatrix } from "./gsi-rotation.ts";

/**
 * The published box: centre x, y, z and full extents w, h, l along the box's own x, y, z (metres),
 * then yaw (radians, [-pi, pi)), all in the camera frame. The rotation matrix travels beside it and may
 * disagree with the yaw: the detector predicts them with different heads.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/box_utils.py.
 */
export type GsiBox = readonly [
  x: number,
  y: number,
  z: number,
  w: number,
  h: number,
  l: number,
  yaw: number,
];

/** The published form of a box in the camera frame; its yaw is the heading of its rotation. */
export function gsiBoxOf(box: BoxInCamera): GsiBox {
  const [x, y, z] = box.center;
  const [w, h, l] = box.size;
  return [x, y, z, w, h, l, yawFromMatrix(matrixFromQuaternion(box.rotation))];
}

/**
 * Signs of the half extents of the eight corners in the order that IoU and reference corners use. (The
 * drawing order is `cornerSigns` of `#core/geometry/oriented-box.ts`.) Corners 0 to 3 are the top face.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/box_utils.py: get_corners_3d.
 */
export const footprintCornerSigns: readonly Vec3[] = [
  [1, -1, 1],
  [1, -1, -1],
  [-1, -1, -1],
  [-1, -1, 1],
  [1, 1, 1],
  [1, 1, -1],
  [-1, 1, -1],
  [-1, 1, 1],
];

/**
 * The eight corners in the camera frame (metres) in the order of `signs`. Without a matrix the box is
 * upright and turned by its yaw.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/box_utils.py: get_corners_3d, and
 * detect_anything/datasets/utils.py: compute_3d_bbox_vertices.
 */
export function gsiBoxCorners(
  box: GsiBox,
  rotation: Matrix3 = matrixFromYaw(box[6]),
  signs: readonly Vec3[] = cornerSigns,
): readonly Vec3[] {
  return signs.map((sign) => cornerOf(box, rotation, sign));
}

/**
 * The bounding rectangle of the projected corners, in the pixels that the matrix `k` belongs to. As
 * published: no near plane and no clipping, so a box that reaches behind the camera gives a meaningless
 * rectangle, not an error.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/box_utils.py: bbox_3d_to_2d.
 */
export function gsiBoxToImage(box: GsiBox, rotation: Matrix3, k: Matrix3): ImageRect {
  let x1 = Number.POSITIVE_INFINITY;
  let y1 = Number.POSITIVE_INFINITY;
  let x2 = Number.NEGATIVE_INFINITY;
  let y2 = Number.NEGATIVE_INFINITY;
  const center: Vec3 = [box[0], box[1], box[2]];
  const half: Vec3 = [box[3] / 2, box[4] / 2, box[5] / 2];
  const rowU = edgesAlong(k[0], rotation, half);
  const rowV = edgesAlong(k[1], rotation, half);
  const rowDepth = edgesAlong(k[2], rotation, half);
  const middleU = dot(k[0], center);
  const middleV = dot(k[1], center);
  const middleDepth = dot(k[2], center);
  for (const sign of cornerSigns) {
    const depth = middleDepth + dot(rowDepth, sign);
    const u = (middleU + dot(rowU, sign)) / depth;
    const v = (middleV + dot(rowV, sign)) / depth;
    x1 = Math.min(x1, u);
    y1 = Math.min(y1, v);
    x2 = Math.max(x2, u);
    y2 = Math.max(y2, v);
  }
  return [x1, y1, x2, y2];
}

/** Volume `w h l` in cubic metres. Source: GSI-Bench 8f2641b, evaluation/utils/box_utils.py: calc_volume. */
export function gsiBoxVolume([, , , w, h, l]: GsiBox): number {
  return w * h * l;
}

/**
 * Distance between the centres of two boxes in metres.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval.py: dist_between_centers.
 */
export function centerDistance(a: GsiBox, b: GsiBox): number {
  return Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2);
}

/** What the box's three half edges measure along a row of the camera matrix. */
function edgesAlong(row: Vec3, rotation: Matrix3, half: Vec3): Vec3 {
  const [x, y, z] = rotation;
  return [
    half[0] * (row[0] * x[0] + row[1] * y[0] + row[2] * z[0]),
    half[1] * (row[0] * x[1] + row[1] * y[1] + row[2] * z[1]),
    half[2] * (row[0] * x[2] + row[1] * y[2] + row[2] * z[2]),
  ];
}

function cornerOf(box: GsiBox, rotation: Matrix3, [sx, sy, sz]: Vec3): Vec3 {
  const local: Vec3 = [(sx * box[3]) / 2, (sy * box[4]) / 2, (sz * box[5]) / 2];
  return [
    box[0] + dot(rotation[0], local),
    box[1] + dot(rotation[1], local),
    box[2] + dot(rotation[2], local),
  ];
}
