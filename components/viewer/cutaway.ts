import type { Vec3 } from "#core/geometry/space.ts";
import type { PointBounds } from "#core/scene/point-grid.ts";

/** Share of the points that may lie beyond the walls on each side: what a scanner saw through windows. */
const strayShare = 0.01;
/** How deep a wall or ceiling is taken away, metres. */
const wallMeters = 0.25;
/** Stands for "no limit" in a shader. */
export const unlimited = 1e9;

/** The room that most of the points lie in: along each axis, all but the outermost hundredth on each side. `places`: x, y, z of each, world, metres. */
export function roomOf(places: Float32Array): PointBounds {
  const [min, max]: [number, number, number][] = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  for (const axis of [0, 1, 2] as const) {
    const values = places.filter((_, i) => i % 3 === axis).sort();
    min![axis] = values[Math.floor(strayShare * (values.length - 1))] ?? 0;
    max![axis] = values[Math.ceil((1 - strayShare) * (values.length - 1))] ?? 0;
  }
  return { min: min!, max: max! };
}

/**
 * What is left of a room when somebody looks in from outside: the walls and the ceiling that are between
 * the eye and the room are taken away. Limits of the world to draw.
 */
export function cutawayOf({ min, max }: PointBounds, eye: Vec3): PointBounds {
  const least = (axis: 0 | 1 | 2) => (eye[axis] < min[axis] ? min[axis] + wallMeters : -unlimited);
  const most = (axis: 0 | 1 | 2) => (eye[axis] > max[axis] ? max[axis] - wallMeters : unlimited);
  return { min: [least(0), least(1), least(2)], max: [most(0), most(1), most(2)] };
}
