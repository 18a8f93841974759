import type { Intrinsics } from "./camera.ts";
import type { BoxInCamera } from "./oriented-box.ts";
import { boxAxes, boxCorners } from "./oriented-box.ts";
import { nearPlaneMeters } from "./projection.ts";
import type { Point, Vec3 } from "./space.ts";

/**
 * Share of a box's volume that lies in front of the near plane and inside the image, 0 to 1: of the centres
 * of `cellsPerAxis` cubed equal cells, those that project into the image. `corners` are those
 * of the box, for callers that have them.
 */
export function boxShareInImage(
  k: Intrinsics,
  box: BoxInCamera,
  cellsPerAxis = 10,
  corners: readonly Point<"Camera">[] = boxCorners(box),
): number {
  // What is seen is a convex solid: with all corners in it everything is, with all beyond a side nothing.
  let beyondSome = 0;
  let beyondAll = anySide;
  for (const corner of corners) {
    const beyond = sidesBeyond(k, corner);
    beyondSome |= beyond;
    beyondAll &= beyond;
  }
  if (beyondSome === 0) return 1;
  if (beyondAll !== 0) return 0;
  const [x, y, z] = boxAxes(box);
  const [w, h, l] = box.size;
  const center = pointInView(k, box.center);
  const across = directionInView(k, x);
  const down = directionInView(k, y);
  const along = directionInView(k, z);
  const cutting = sides.filter((side) => (beyondSome & (1 << side)) !== 0);
  let inside = 0;
  for (let i = 0; i < cellsPerAxis; i++) {
    const a = ((i + 0.5) / cellsPerAxis - 0.5) * w;
    for (let j = 0; j < cellsPerAxis; j++) {
      const b = ((j + 0.5) / cellsPerAxis - 0.5) * h;
      // Of the line of cells through here, those between the planes of the view that cut the box.
      let from = -Infinity;
      let to = Infinity;
      for (const side of cutting) {
        const value = center[side] + a * across[side] + b * down[side];
        const slope = along[side];
        if (slope > 0) from = Math.max(from, -value / slope);
        else if (slope < 0) to = Math.min(to, -value / slope);
        else if (value < 0) to = -Infinity;
      }
      inside += cellsBetween(from, to, l, cellsPerAxis);
    }
  }
  return inside / cellsPerAxis ** 3;
}

/** Five numbers of a point, each positive on the seen side of a plane of the view: near, left, right, top, bottom. */
type ViewSides = readonly [number, number, number, number, number];

const sides = [0, 1, 2, 3, 4] as const;

function pointInView(k: Intrinsics, position: Vec3): ViewSides {
  const [near, left, right, top, bottom] = directionInView(k, position);
  return [near - nearPlaneMeters, left, right, top, bottom];
}

/** How the five numbers change along a direction. */
function directionInView(k: Intrinsics, [x, y, z]: Vec3): ViewSides {
  const [u, v] = [k.fx * x + k.cx * z, k.fy * y + k.cy * z];
  return [z, u, k.width * z - u, v, k.height * z - v];
}

/** Of a line of cells of this length, those whose centre lies between two offsets from its middle. */
function cellsBetween(from: number, to: number, meters: number, cells: number): number {
  if (meters === 0) return from <= 0 && to >= 0 ? cells : 0;
  const first = Math.max(0, Math.ceil((from / meters + 0.5) * cells - 0.5));
  const last = Math.min(cells - 1, Math.floor((to / meters + 0.5) * cells - 0.5));
  return Math.max(0, last - first + 1);
}

const anySide = 0b11111;

/** One bit for each plane of the view that the point lies beyond. */
function sidesBeyond(k: Intrinsics, corner: Point<"Camera">): number {
  const [x, y, z] = corner;
  const u = k.fx * x + k.cx * z;
  const v = k.fy * y + k.cy * z;
  return (
    (z - nearPlaneMeters <= 0 ? 1 : 0) |
    (u < 0 ? 2 : 0) |
    (k.width * z - u <= 0 ? 4 : 0) |
    (v < 0 ? 8 : 0) |
    (k.height * z - v <= 0 ? 16 : 0)
  );
}
