import type { ImageRect } from "#core/geometry/projection.ts";
import type { GsiBox } from "./gsi-box.ts";

/**
 * Intersection over union of two image rectangles, 0 to 1; 0 when the union is empty.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/box_utils.py: iou_2d.
 */
export function iou2d(a: ImageRect, b: ImageRect): number {
  const width = Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0]));
  const height = Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
  const shared = width * height;
  const union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared;
  return union === 0 ? 0 : shared / union;
}

/**
 * Intersection over union of two boxes in the camera frame, 0 to 1, as published: both stand upright,
 * turned by their YAW only (a rotation matrix plays no part). The footprints in the x-z plane are
 * intersected exactly. 0 when a footprint has no area, the union has no volume or a number is NaN.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/box_utils.py: iou_3d.
 */
export function iou3d(a: GsiBox, b: GsiBox): number {
  const areaA = Math.abs(a[3] * a[5]);
  const areaB = Math.abs(b[3] * b[5]);
  if (!(areaA > 0 && areaB > 0)) return 0;
  const [heightA, heightB] = [Math.abs(a[4]), Math.abs(b[4])];
  const bottom = Math.min(a[1] + heightA / 2, b[1] + heightB / 2);
  const top = Math.max(a[1] - heightA / 2, b[1] - heightB / 2);
  if (!(bottom > top)) return 0;
  const shared = sharedFootprintArea(a, b) * (bottom - top);
  const union = areaA * heightA + areaB * heightB - shared;
  return union > 0 ? shared / union : 0;
}

type Polygon = readonly (readonly [x: number, z: number])[];

/** Area in square metres shared by two footprints: that of `b`, seen from `a`, is cut at the four sides of `a`. */
function sharedFootprintArea(a: GsiBox, b: GsiBox): number {
  const [halfX, halfZ] = [Math.abs(a[3]) / 2, Math.abs(a[5]) / 2];
  let polygon = footprintSeenFrom(a, b);
  polygon = clip(polygon, 0, 1, halfX);
  polygon = clip(polygon, 0, -1, halfX);
  polygon = clip(polygon, 1, 1, halfZ);
  polygon = clip(polygon, 1, -1, halfZ);
  return polygonArea(polygon);
}

function footprintSeenFrom(a: GsiBox, b: GsiBox): Polygon {
  const [dx, dz] = [b[0] - a[0], b[2] - a[2]];
  const [cosA, sinA] = [Math.cos(a[6]), Math.sin(a[6])];
  const [cos, sin] = [Math.cos(b[6] - a[6]), Math.sin(b[6] - a[6])];
  const [centerX, centerZ] = [cosA * dx - sinA * dz, sinA * dx + cosA * dz];
  const corner = (x: number, z: number): Polygon[number] => [
    centerX + cos * x + sin * z,
    centerZ - sin * x + cos * z,
  ];
  const [x, z] = [b[3] / 2, b[5] / 2];
  return [corner(x, z), corner(x, -z), corner(-x, -z), corner(-x, z)];
}

/** Keeps the part of a convex polygon where `sign * coordinate[axis] <= limit` (Sutherland and Hodgman 1974). */
function clip(polygon: Polygon, axis: 0 | 1, sign: 1 | -1, limit: number): Polygon {
  const kept: [number, number][] = [];
  for (let i = 0; i < polygon.length; i++) {
    const [here, next] = [polygon[i]!, polygon[(i + 1) % polygon.length]!];
    const hereOver = sign * here[axis] - limit;
    const nextOver = sign * next[axis] - limit;
    if (hereOver <= 0) kept.push([here[0], here[1]]);
    if (hereOver * nextOver < 0) {
      const t = hereOver / (hereOver - nextOver);
      kept.push([here[0] + t * (next[0] - here[0]), here[1] + t * (next[1] - here[1])]);
    }
  }
  return kept;
}

function polygonArea(polygon: Polygon): number {
  let twice = 0;
  for (let i = 0; i < polygon.length; i++) {
    const [here, next] = [polygon[i]!, polygon[(i + 1) % polygon.length]!];
    twice += here[0] * next[1] - next[0] * here[1];
  }
  return Math.abs(twice) / 2;
}
