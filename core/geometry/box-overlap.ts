import type { OrientedBox } from "./oriented-box.ts";
import { boxAxes, boxCorners, boxVolume } from "./oriented-box.ts";
import type { Direction, Point, Space, Vec3 } from "./space.ts";
import { add, cross, dot, length, normalize, scale, subtract } from "./vector.ts";

/** How far two boxes reach into each other, and the shortest way out. */
export type Penetration<S extends Space> = {
  /** Shortest translation of `b` that separates the boxes, in metres; > 0. */
  readonly depthMeters: number;
  /** Unit direction in which `b` leaves `a` by that translation. */
  readonly axis: Direction<S>;
};

/**
 * Separating-axis test of two oriented boxes (Gottschalk, Lin and Manocha 1996: three face normals of
 * each and nine edge cross products). Null when they are apart or only touch. The axes are those of the
 * boxes, for callers that have them.
 */
export function boxPenetration<S extends Space>(
  a: OrientedBox<S>,
  b: OrientedBox<S>,
  axesA = boxAxes(a),
  axesB = boxAxes(b),
): Penetration<S> | null {
  const between = subtract(b.center, a.center);
  if (length(between) >= (length(a.size) + length(b.size)) / 2) return null;
  const halfA = scale(a.size, 0.5);
  const halfB = scale(b.size, 0.5);
  const best: Exit = { depthMeters: Infinity, i: none, j: none, offset: 0 };
  for (const i of axisNumbers) {
    const axis = axesA[i];
    const row = 3 * i;
    const offset = (t[i] = dot(between, axis));
    const r0 = (r[row] = dot(axis, axesB[0]));
    const r1 = (r[row + 1] = dot(axis, axesB[1]));
    const r2 = (r[row + 2] = dot(axis, axesB[2]));
    const reach = Math.abs(r0) * halfB[0] + Math.abs(r1) * halfB[1] + Math.abs(r2) * halfB[2];
    if (!reaches(best, halfA[i] + reach - Math.abs(offset), i, none, offset)) return null;
  }
  for (const j of axisNumbers) {
    const [r0, r1, r2] = [r[j]!, r[3 + j]!, r[6 + j]!];
    const offset = t[0]! * r0 + t[1]! * r1 + t[2]! * r2;
    const reach = Math.abs(r0) * halfA[0] + Math.abs(r1) * halfA[1] + Math.abs(r2) * halfA[2];
    if (!reaches(best, halfB[j] + reach - Math.abs(offset), none, j, offset)) return null;
  }
  for (const i of axisNumbers) {
    const [i1, i2] = others[i];
    for (const j of axisNumbers) {
      const [j1, j2] = others[j];
      const sine = Math.sqrt(1 - r[3 * i + j]! ** 2);
      if (!(sine > parallelSine)) continue;
      const [r1, r2] = [r[3 * i1 + j]!, r[3 * i2 + j]!];
      const offset = t[i2]! * r1 - t[i1]! * r2;
      const reach =
        halfA[i1] * Math.abs(r2) +
        halfA[i2] * Math.abs(r1) +
        halfB[j1] * Math.abs(r[3 * i + j2]!) +
        halfB[j2] * Math.abs(r[3 * i + j1]!);
      if (!reaches(best, (reach - Math.abs(offset)) / sine, i, j, offset)) return null;
    }
  }
  const { depthMeters, i, j, offset } = best;
  const along =
    i === none
      ? axesB[j as AxisNumber]
      : j === none
        ? axesA[i]
        : normalize(cross(axesA[i], axesB[j]));
  return { depthMeters, axis: offset < 0 ? scale(along, -1) : along };
}

/** Used again at every call, in the axes of `a`: where `b` is, and its axes as the columns of `r`, row by row. */
const t = new Float64Array(3);
const r = new Float64Array(9);

type AxisNumber = 0 | 1 | 2;

const none = -1;

/** The shortest way out so far: along axis `i` of `a`, axis `j` of `b`, or across both. */
type Exit = {
  depthMeters: number;
  i: AxisNumber | typeof none;
  j: AxisNumber | typeof none;
  offset: number;
};

/** Notes a way out if it is the shortest so far; false where the boxes are apart or only touch along it. */
function reaches(
  best: Exit,
  depthMeters: number,
  i: Exit["i"],
  j: Exit["j"],
  offset: number,
): boolean {
  if (depthMeters <= touchingMeters) return false;
  if (depthMeters < best.depthMeters) {
    best.depthMeters = depthMeters;
    best.i = i;
    best.j = j;
    best.offset = offset;
  }
  return true;
}

const axisNumbers = [0, 1, 2] as const;

const touchingMeters = 1e-9;
/** Edges whose directions differ by less span no plane that could separate. */
const parallelSine = 1e-6;
/** The two other axes, in cyclic order. */
const others = [
  [1, 2],
  [2, 0],
  [0, 1],
] as const;

/**
 * Exact volume shared by two oriented boxes of any rotation, in cubic metres: box `a` is cut by the
 * six planes of `b` and the remaining convex solid measured. 0 when they are apart or only touch.
 */
export function boxOverlapVolume<S extends Space>(a: OrientedBox<S>, b: OrientedBox<S>): number {
  if (!boxPenetration(a, b)) return 0;
  let solid = boxFaces(a);
  boxAxes(b).forEach((axis, index) => {
    const half = b.size[index]! / 2;
    const offset = dot(axis, b.center);
    solid = cutSolid(solid, axis, offset + half);
    solid = cutSolid(solid, scale(axis, -1), half - offset);
  });
  return solidVolume(solid);
}

/** Intersection over union of two oriented boxes, 0 to 1; 0 for boxes without volume. */
export function boxIou<S extends Space>(a: OrientedBox<S>, b: OrientedBox<S>): number {
  const shared = boxOverlapVolume(a, b);
  const union = boxVolume(a) + boxVolume(b) - shared;
  return union > 0 ? shared / union : 0;
}

type Polygon = readonly Vec3[];

const faceCorners = [
  [0, 3, 2, 1],
  [4, 5, 6, 7],
  [0, 1, 5, 4],
  [3, 7, 6, 2],
  [0, 4, 7, 3],
  [1, 2, 6, 5],
] as const;

function boxFaces(box: OrientedBox<Space>): Polygon[] {
  const corners: readonly Point<Space>[] = boxCorners(box);
  return faceCorners.map((face) => face.map((index) => corners[index]!));
}

const onPlaneMeters = 1e-9;

/**
 * Keeps the part of a convex solid where `normal . x <= offset`, closing it with a cap. A face that lies
 * in the plane is dropped: the cap takes its place, and kept as well it would be counted twice.
 */
function cutSolid(faces: Polygon[], normal: Vec3, offset: number): Polygon[] {
  const kept: Polygon[] = [];
  const rim: Vec3[] = [];
  const height = (corner: Vec3): number => {
    const meters = dot(normal, corner) - offset;
    return Math.abs(meters) < onPlaneMeters ? 0 : meters;
  };
  for (const face of faces) {
    if (face.every((corner) => height(corner) === 0)) continue;
    const clipped: Vec3[] = [];
    face.forEach((current, index) => {
      const next = face[(index + 1) % face.length]!;
      const here = height(current);
      const there = height(next);
      if (here <= 0) clipped.push(current);
      if (here < 0 !== there < 0 && here !== there) {
        const crossing = add(current, scale(add(next, scale(current, -1)), here / (here - there)));
        clipped.push(crossing);
        rim.push(crossing);
      }
    });
    if (clipped.length >= 3) kept.push(clipped);
  }
  if (rim.length >= 3) kept.push(aroundCentroid(rim, normal));
  return kept;
}

function aroundCentroid(points: readonly Vec3[], normal: Vec3): Polygon {
  const center = centroid(points);
  const [x, y, z] = normal;
  const helper: Vec3 = Math.abs(x) < 0.9 ? [1, 0, 0] : [0, 1, 0];
  const u = cross<Vec3>([x, y, z], helper);
  const v = cross<Vec3>([x, y, z], u);
  const angle = (p: Vec3) => {
    const d = add(p, scale(center, -1));
    return Math.atan2(dot(d, v), dot(d, u));
  };
  return points.toSorted((p, q) => angle(p) - angle(q));
}

/** Volume of a convex solid from its faces: cones from an inside point, so winding does not matter. */
function solidVolume(faces: readonly Polygon[]): number {
  const corners = faces.flat();
  if (corners.length === 0) return 0;
  const inside = centroid(corners);
  let total = 0;
  for (const face of faces) {
    const origin = face[0]!;
    for (let i = 1; i + 1 < face.length; i++) {
      const a = add(origin, scale(inside, -1));
      const b = add(face[i]!, scale(inside, -1));
      const c = add(face[i + 1]!, scale(inside, -1));
      total += Math.abs(dot(a, cross(b, c))) / 6;
    }
  }
  return total;
}

function centroid(points: readonly Vec3[]): Vec3 {
  return scale(
    points.reduce<Vec3>((sum, p) => add(sum, p), [0, 0, 0]),
    1 / points.length,
  );
}
