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
 * in two directions has an outline without area.
 */
export function boxOutline<S extends Space>(box: OrientedBox<S>, u: Vec3, v: Vec3): ConvexPolygon {
  const edges: PlanePoint[] = [];
  const [cu, cv] = [dot(box.center, u), dot(box.center, v)];
  let [x, y] = [cu, cv];
  boxAxes(box).forEach((axis, index) => {
    const meters = box.size[index]!;
    const [a, b] = [meters * dot(axis, u), meters * dot(axis, v)];
    if (Math.abs(a) <= endOnMeters && Math.abs(b) <= endOnMeters) return;
    const isUpper = b > 0 || (b === 0 && a > 0);
    const edge: PlanePoint = isUpper ? [a, b] : [-a, -b];
    edges.push(edge);
    x -= edge[0] / 2;
    y -= edge[1] / 2;
  });
  // From the lowest corner on, edges follow each other by their slope, there and back.
  edges.sort(([ax, ay], [bx, by]) => ay * bx - ax * by);
  const outline: PlanePoint[] = [];
  for (const [dx, dy] of edges) {
    outline.push([x, y]);
    x += dx;
    y += dy;
  }
  return outline.concat(outline.map(([px, py]) => [2 * cu - px, 2 * cv - py]));
}
