import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { pointsNear, tilesNear } from "#core/scene/near-points.ts";
import { decodePointTile } from "#core/scene/point-tile-bytes.ts";
import { loadPointIndex, loadPointTile } from "./point-tile-store.ts";

/** All points of a scan within a reach (metres) of a box: x, y, z triples in the world, metres. */
export async function loadPointsNearBox(
  pointsHash: string,
  box: BoxInWorld,
  reachMeters: number,
): Promise<Float32Array> {
  const index = await loadPointIndex(pointsHash);
  const tiles = tilesNear(index, [box], reachMeters).flat();
  const parts = await Promise.all(
    tiles.map(async (tile) => {
      const cloud = decodePointTile(index.grid, tile, await loadPointTile(tile));
      return pointsNear(cloud, [box], reachMeters).positions;
    }),
  );
  const points = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
  let filled = 0;
  for (const part of parts) {
    points.set(part, filled);
    filled += part.length;
  }
  return points;
}
