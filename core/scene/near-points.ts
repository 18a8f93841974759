import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { boxAxes, distanceToBox } from "#core/geometry/oriented-box.ts";
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

/** The points of a cloud within `reachMeters` of one of the boxes, surface and inside included. */
export function pointsNear(
  { positions, colors }: PointCloud,
  boxes: readonly BoxInWorld[],
  reachMeters: number,
): PointCloud {
  const isNear = boxes.map((box) => nearnessTo(box, reachMeters));
  const kept = { positions: positions.slice(), colors: colors.slice() };
  let length = 0;
  for (let i = 0; i < positions.length; i += 3) {
    if (!isNear.some((test) => test(positions[i]!, positions[i + 1]!, positions[i + 2]!))) continue;
    for (let axis = 0; axis < 3; axis++) {
      kept.positions[length] = positions[i + axis]!;
      kept.colors[length++] = colors[i + axis]!;
    }
  }
  return {
    positions: kept.positions.slice(0, length),
    colors: kept.colors.slice(0, length),
  };
}

/** {@link distanceToBox} for many points of one box: its axes are worked out once. */
function nearnessTo(box: BoxInWorld, reachMeters: number) {
  const { center, size } = box;
  const [ax, ay, az] = boxAxes(box);
  const outside = (axis: Vec3, extent: number, x: number, y: number, z: number) =>
    Math.max(0, Math.abs(axis[0] * x + axis[1] * y + axis[2] * z) - extent / 2);
  return (px: number, py: number, pz: number): boolean => {
    const x = px - center[0];
    const y = py - center[1];
    const z = pz - center[2];
    const u = outside(ax, size[0], x, y, z);
    const v = outside(ay, size[1], x, y, z);
    const w = outside(az, size[2], x, y, z);
    return u * u + v * v + w * w <= reachMeters * reachMeters;
  };
}
