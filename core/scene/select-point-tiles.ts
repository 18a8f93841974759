import type { Vec3 } from "#core/geometry/space.ts";
import { cubeSide } from "./point-tile-bytes.ts";
import type { PointTileIndex } from "./point-tile-index.ts";

/**
 * What a camera sees. `eye`: its place, world, metres. `planes`: the sides of its field of view as
 * [x, y, z, w]; a point p is inside where x p.x + y p.y + z p.z + w >= 0 for all. `pixelsPerRadian`: height
 * in pixels of something one metre high that is one metre away.
 */
export type PointView = {
  readonly eye: Vec3;
  readonly planes: readonly (readonly [number, number, number, number])[];
  readonly pixelsPerRadian: number;
};

/** A tile whose ancestors' points lie closer together than this on the screen adds nothing to see. */
const fineEnoughPixels = 1;

/** Nearer than this nothing is drawn larger. */
const nearestMeters = 0.1;

/**
 * The tiles to draw (their numbers in the index), the most needed first. A tile's need is the screen error
 * without it: how far apart in pixels its parent's points lie at the point of its cube nearest to the eye.
 * A child lies within its parent and the parent is the finer of its own ancestors, so falling need puts
 * ancestors first. Taken are tiles within the field of view, as long as their points together stay within
 * `budget` and their error is above a pixel; the root always comes first, whether in view or not, unless
 * it alone exceeds the budget.
 */
export function selectPointTiles(
  { grid, tiles }: PointTileIndex,
  view: PointView,
  budget: number,
): number[] {
  const needed: { number: number; error: number }[] = [];
  tiles.forEach(({ depth, cell, parent }, number) => {
    if (parent === null) return needed.push({ number, error: Number.POSITIVE_INFINITY });
    const side = cubeSide(grid, depth);
    const min: Vec3 = [
      grid.origin[0] + cell[0] * side,
      grid.origin[1] + cell[1] * side,
      grid.origin[2] + cell[2] * side,
    ];
    const error =
      (tiles[parent]!.spacingMeters * view.pixelsPerRadian) /
      Math.max(nearestMeters, distanceToCube(view.eye, min, side));
    if (error >= fineEnoughPixels && isInView(view, min, side)) needed.push({ number, error });
    return undefined;
  });
  needed.sort((a, b) => b.error - a.error || a.number - b.number);
  const selected: number[] = [];
  let points = 0;
  for (const { number } of needed) {
    points += tiles[number]!.count;
    if (points > budget) break;
    selected.push(number);
  }
  return selected;
}

function distanceToCube(eye: Vec3, min: Vec3, side: number): number {
  const gap = (axis: 0 | 1 | 2) => Math.max(min[axis] - eye[axis], 0, eye[axis] - min[axis] - side);
  return Math.hypot(gap(0), gap(1), gap(2));
}

/** False when the whole cube is outside one of the planes: then nothing of it is seen. */
function isInView({ planes }: PointView, min: Vec3, side: number): boolean {
  return planes.every(([x, y, z, w]) => {
    const far = (component: number, low: number) => component * (component > 0 ? low + side : low);
    return far(x, min[0]) + far(y, min[1]) + far(z, min[2]) + w >= 0;
  });
}
