import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { distanceToBox } from "#core/geometry/oriented-box.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import { point } from "#core/geometry/space.ts";
import type { PointCloud } from "./point-cloud.ts";
import { cubeSide } from "./point-tile-bytes.ts";
import type { PointTile, PointTileIndex } from "./point-tile-index.ts";

/**
 * The tiles whose cube comes within `reachMeters` of one of the boxes, one list for every depth of the
 * octree from the coarsest on: each list refines the ones before it.
 */
export function tilesNear(
  { grid, tiles }: PointTileIndex,
  boxes: readonly BoxInWorld[],
  reachMeters: number,
): PointTile[][] {
  const near = tiles.filter(({ depth, cell }) => {
    const side = cubeSide(grid, depth);
    const middle = (axis: 0 | 1 | 2) => grid.origin[axis] + (cell[axis] + 0.5) * side;
    const center = point<"World">(middle(0), middle(1), middle(2));
    const cornerMeters = (side / 2) * Math.sqrt(3);
    return boxes.some((box) => distanceToBox(box, center) <= reachMeters + cornerMeters);
  });
  return [...Map.groupBy(near, ({ depth }) => depth)]
    .toSorted(([a], [b]) => a - b)
    .map(([, tilesOfDepth]) => tilesOfDepth);
}

/** The points of a cloud within `reachMeters` of one of the boxes. */
export function pointsNear(
  { positions, colors }: PointCloud,
  boxes: readonly BoxInWorld[],
  reachMeters: number,
): PointCloud {
  const kept: number[] = [];
  for (let i = 0; i < positions.length; i += 3) {
    const place = point<"World">(positions[i]!, positions[i + 1]!, positions[i + 2]!);
    if (boxes.some((box) => distanceToBox(box, place) <= reachMeters)) kept.push(i);
  }
  return {
    positions: Float32Array.from(kept.flatMap((i) => [...positions.subarray(i, i + 3)])),
    colors: Uint8Array.from(kept.flatMap((i) => [...colors.subarray(i, i + 3)])),
  };
}
