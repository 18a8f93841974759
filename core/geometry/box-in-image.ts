import type { Intrinsics } from "./camera.ts";
import type { BoxInCamera } from "./oriented-box.ts";
import { boxAxes, boxCorners } from "./oriented-box.ts";
import { nearPlaneMeters } from "./projection.ts";
import type { Direction, Point } from "./space.ts";

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
  let [beyondSome, beyondAll] = [0, anySide];
  for (const corner of corners) {
    const beyond = sidesBeyond(k, corner);
    beyondSome |= beyond;
    beyondAll &= beyond;
  }
  if (beyondSome === 0) return 1;
  if (beyondAll !== 0) return 0;
  const [x, y, z] = boxAxes(box);
  const [w, h, l] = box.size;
  const across = directionInView(k, z);
  let inside = 0;
  for (let i = 0; i < cellsPerAxis; i++) {
    const a = ((i + 0.5) / cellsPerAxis - 0.5) * w;
    for (let j = 0; j < cellsPerAxis; j++) {
      const b = ((j + 0.5) / cellsPerAxis - 0.5) * h;
      const middle = pointInView(
        k,
        box.center[0] + a * x[0] + b * y[0],
        box.center[1] + a * x[1] + b * y[1],
        box.center[2] + a * x[2] + b * y[2],
      );
      inside += cellsInView(middle, across, l, cellsPerAxis);
    }
  }
  return inside / cellsPerAxis ** 3;
}

/** Five numbers of a point, each positive on the seen side of a plane of the view: near, left, right, top, bottom. */
type ViewSides = readonly [number, number, number, number, number];

function pointInView(k: Intrinsics, x: number, y: number, z: number): ViewSides {
  const [u, v] = [k.fx * x + k.cx * z, k.fy * y + k.cy * z];
  return [z - nearPlaneMeters, u, k.width * z - u, v, k.height * z - v];
}

function directionInView(k: Intrinsics, [x, y, z]: Direction<"Camera">): ViewSides {
  const [u, v] = [k.fx * x + k.cx * z, k.fy * y + k.cy * z];
  return [z, u, k.width * z - u, v, k.height * z - v];
}

/** Of the cells in a line through `middle` along `across`, those whose centre is on the seen side of all planes. */
function cellsInView(middle: ViewSides, across: ViewSides, meters: number, cells: number): number {
  let [from, to] = [-Infinity, Infinity];
  for (let side = 0; side < middle.length; side++) {
    const [value, slope] = [middle[side]!, across[side]!];
    if (slope > 0) from = Math.max(from, -value / slope);
    else if (slope < 0) to = Math.min(to, -value / slope);
    else if (value < 0) return 0;
  }
  if (meters === 0) return from <= 0 && to >= 0 ? cells : 0;
  const cellOf = (offset: number) => (offset / meters + 0.5) * cells - 0.5;
  const first = Math.max(0, Math.ceil(cellOf(from)));
  const last = Math.min(cells - 1, Math.floor(cellOf(to)));
  return Math.max(0, last - first + 1);
}

const anySide = 0b11111;

/** One bit for each plane of the view that the point lies beyond. */
function sidesBeyond(k: Intrinsics, [x, y, z]: Point<"Camera">): number {
  const [near, left, right, top, bottom] = pointInView(k, x, y, z);
  return (
    (near <= 0 ? 1 : 0) |
    (left < 0 ? 2 : 0) |
    (right <= 0 ? 4 : 0) |
    (top < 0 ? 8 : 0) |
    (bottom <= 0 ? 16 : 0)
  );
}
