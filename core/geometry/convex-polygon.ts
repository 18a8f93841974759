/** A position in a plane, metres. */
export type PlanePoint = readonly [number, number];

/** A convex polygon of a plane: corners counterclockwise, no corner twice. Fewer than three corners: no area. */
export type ConvexPolygon = readonly PlanePoint[];

/**
 * The smallest convex polygon around the points (monotone chain, Andrew 1979), counterclockwise. Points
 * on its edges are left out; points on one line give a polygon without area.
 */
export function convexHull(points: readonly PlanePoint[]): ConvexPolygon {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const lower = chain(sorted);
  const upper = chain(sorted.reverse());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

/** Area of a convex polygon in square metres; 0 with fewer than three corners. */
export function polygonArea(polygon: ConvexPolygon): number {
  let twice = 0;
  for (let i = 0; i < polygon.length; i++) {
    const [ax, ay] = polygon[i]!;
    const [bx, by] = polygon[(i + 1) % polygon.length]!;
    twice += ax * by - bx * ay;
  }
  return Math.max(0, twice / 2);
}

/** The part that two convex polygons share (Sutherland and Hodgman 1974); without area when they are apart. */
export function intersectPolygons(a: ConvexPolygon, b: ConvexPolygon): ConvexPolygon {
  let shared = a;
  for (let i = 0; i < b.length && shared.length > 0; i++)
    shared = keepLeftOf(shared, b[i]!, b[(i + 1) % b.length]!);
  return shared;
}

function keepLeftOf(polygon: ConvexPolygon, from: PlanePoint, to: PlanePoint): ConvexPolygon {
  const kept: PlanePoint[] = [];
  for (let i = 0; i < polygon.length; i++) {
    const here = polygon[i]!;
    const next = polygon[(i + 1) % polygon.length]!;
    const sideHere = turn(from, to, here);
    const sideNext = turn(from, to, next);
    if (sideHere >= 0) kept.push(here);
    if (sideHere * sideNext < 0) {
      const t = sideHere / (sideHere - sideNext);
      kept.push([here[0] + t * (next[0] - here[0]), here[1] + t * (next[1] - here[1])]);
    }
  }
  return kept;
}

function chain(sorted: readonly PlanePoint[]): PlanePoint[] {
  const hull: PlanePoint[] = [];
  for (const point of sorted) {
    while (hull.length >= 2 && turn(hull.at(-2)!, hull.at(-1)!, point) <= 0) hull.pop();
    hull.push(point);
  }
  return hull;
}

/** Twice the signed area of a triangle: positive when `c` lies to the left of the way from `a` to `b`. */
function turn(a: PlanePoint, b: PlanePoint, c: PlanePoint): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
