import type { ConvexPolygon, PlanePoint } from "./convex-polygon.ts";
import type { Space, Vec3 } from "./space.ts";
import type { OrientedBox } from "./oriented-box.ts";
import { boxAxes } from "./oriented-box.ts";
import { dot } from "./vector.ts";

/** Projected edges shorter than this are seen end on. Metres. */
const endOnMeters = 1e-9;

/**
 * The outline of a box projected straight onto the plane of two unit directions at right angles, `u` and `v`
 * of the box's frame: coordinates along them in metres, corners counterclockwise. It is the sum of the three
 * projected edges (a zonogon): a hexagon, or a rectangle when one edge is seen end on. A box without width
 * in two directions has an outline without area. `axes` are those of the box, for callers that have them.
 */
export function boxOutline<S extends Space>(
  box: OrientedBox<S>,
  u: Vec3,
  v: Vec3,
  axes = boxAxes(box),
): ConvexPolygon {
  const edges: PlanePoint[] = [];
  const cu = dot(box.center, u);
  const cv = dot(box.center, v);
  let x = cu;
  let y = cv;
  for (let index = 0; index < 3; index++) {
    const axis = axes[index]!;
    const meters = box.size[index]!;
    const a = meters * dot(axis, u);
    const b = meters * dot(axis, v);
    if (Math.abs(a) <= endOnMeters && Math.abs(b) <= endOnMeters) continue;
    const isUpper = b > 0 || (b === 0 && a > 0);
    const edge: PlanePoint = isUpper ? [a, b] : [-a, -b];
    x -= edge[0] / 2;
    y -= edge[1] / 2;
    // From the lowest corner on, edges follow each other by their slope, there and back.
    let place = edges.length;
    while (place > 0 && isSteeper(edges[place - 1]!, edge)) place--;
    edges.splice(place, 0, edge);
  }
  const outline: PlanePoint[] = [];
  for (const edge of edges) {
    outline.push([x, y]);
    x += edge[0];
    y += edge[1];
  }
  for (let index = 0; index < edges.length; index++) {
    const corner = outline[index]!;
    outline.push([2 * cu - corner[0], 2 * cv - corner[1]]);
  }
  return outline;
}

function isSteeper(a: PlanePoint, b: PlanePoint): boolean {
  return a[1] * b[0] - a[0] * b[1] > 0;
}
