import type { OrientedBox } from "./oriented-box.ts";
import { invertQuaternion, rotate } from "./quaternion.ts";
import type { Direction, Point, Space, Vec3 } from "./space.ts";
import { subtract } from "./vector.ts";

/** Where a ray is inside a box: from `enter` to `exit`, as multiples of the ray's direction from its origin. */
export type RayInterval = { readonly enter: number; readonly exit: number };

/**
 * The part of the whole line through `origin` along `along` that lies in the box (slab method, Kay and
 * Kajiya 1986); negative numbers are behind the origin. Null when the line misses the box; a line that runs
 * in one of its faces touches it and counts as a hit. `along` need not be of length 1.
 */
export function rayThroughBox<S extends Space>(
  origin: Point<S>,
  along: Direction<S>,
  box: OrientedBox<S>,
): RayInterval | null {
  const localFromFrame = invertQuaternion(box.rotation);
  const from = rotate<Vec3>(localFromFrame, subtract(origin, box.center));
  const step = rotate<Vec3>(localFromFrame, along);
  let [enter, exit] = [-Infinity, Infinity];
  for (const axis of [0, 1, 2] as const) {
    const half = box.size[axis] / 2;
    if (Math.abs(step[axis]) < parallelStep) {
      if (Math.abs(from[axis]) > half) return null;
      continue;
    }
    const [a, b] = [(-half - from[axis]) / step[axis], (half - from[axis]) / step[axis]];
    enter = Math.max(enter, Math.min(a, b));
    exit = Math.min(exit, Math.max(a, b));
  }
  return enter <= exit ? { enter, exit } : null;
}

/** Steps along an axis below this do not cross its slab. */
const parallelStep = 1e-12;

/** Whether the straight way from one point to another passes through the box or ends in it. */
export function segmentMeetsBox<S extends Space>(
  from: Point<S>,
  to: Point<S>,
  box: OrientedBox<S>,
): boolean {
  const interval = rayThroughBox(from, subtract(to, from), box);
  return interval !== null && interval.enter <= 1 && interval.exit >= 0;
}
