import type { PointCloud } from "./point-cloud.ts";
import type { PointGrid } from "./point-grid.ts";
import type { PointTile } from "./point-tile-index.ts";

/** Bytes of a point in an inflated tile: four uint16 for its place, four uint8 for its colour. */
export const tilePointBytes = 12;

const coordinateBits = 16;

/** Where a tile's cube lies in the grid and how its coordinates are rounded. */
type TileCube = Pick<PointTile, "depth" | "cell">;

/**
 * How many of the lowest bits of a grid coordinate a tile of this depth drops, so that what is left of it
 * within the tile's cube has 16 bits. 0 from depth `bits - 16` on.
 */
export function droppedBits(grid: PointGrid, depth: number): number {
  return Math.max(0, grid.bits - depth - coordinateBits);
}

/**
 * What the stored coordinates of a tile mean: world = `offset` + `scale` x stored / 65535, metres. A stored
 * whole number names a cell; its centre is meant, so a decoded position is at most `errorMeters` away from
 * the point along each axis (up to the rounding of float32 in the scan's own file).
 */
export function tileFrame(
  grid: PointGrid,
  { depth, cell }: TileCube,
): { offset: [number, number, number]; scale: number; errorMeters: number } {
  const stepMeters = grid.stepMeters * 2 ** droppedBits(grid, depth);
  const side = cubeSide(grid, depth);
  const along = (axis: 0 | 1 | 2) => grid.origin[axis] + cell[axis] * side + stepMeters / 2;
  return {
    offset: [along(0), along(1), along(2)],
    scale: stepMeters * 65_535,
    errorMeters: stepMeters / 2,
  };
}

/** Side of a cube of this depth, metres. */
export function cubeSide(grid: PointGrid, depth: number): number {
  return grid.stepMeters * 2 ** (grid.bits - depth);
}

/**
 * The two columns of an inflated tile of `count` points, without copying: x, y, z and an unused zero as
 * uint16, then red, green, blue and 255 as uint8. Little-endian, as every machine is that runs a browser.
 * Throws when the length is not what the count says.
 */
export function tileColumns(
  bytes: ArrayBuffer,
  count: number,
): { positions: Uint16Array<ArrayBuffer>; colors: Uint8Array<ArrayBuffer> } {
  if (bytes.byteLength !== count * tilePointBytes)
    throw new Error(`a tile of ${count} points has ${bytes.byteLength} bytes`);
  return {
    positions: new Uint16Array(bytes, 0, 4 * count),
    colors: new Uint8Array(bytes, 8 * count, 4 * count),
  };
}

/** The points of an inflated tile in the world. */
export function decodePointTile(
  grid: PointGrid,
  tile: TileCube & Pick<PointTile, "count">,
  bytes: ArrayBuffer,
): PointCloud {
  const { offset, scale } = tileFrame(grid, tile);
  const columns = tileColumns(bytes, tile.count);
  const positions = new Float32Array(3 * tile.count);
  const colors = new Uint8Array(3 * tile.count);
  for (let i = 0; i < tile.count; i++)
    for (let axis = 0; axis < 3; axis++) {
      positions[3 * i + axis] = offset[axis]! + scale * (columns.positions[4 * i + axis]! / 65_535);
      colors[3 * i + axis] = columns.colors[4 * i + axis]!;
    }
  return { positions, colors };
}
