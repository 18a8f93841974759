import { promisify } from "node:util";
import { deflateRaw } from "node:zlib";
import { canonicalJson } from "#core/canonical-json.ts";
import { buildPointTiles } from "#core/scene/build-point-tiles.ts";
import type { PointCloud } from "#core/scene/point-cloud.ts";
import { pointBounds } from "#core/scene/point-cloud.ts";
import { gridOver } from "#core/scene/point-grid.ts";
import { PointKeys } from "#core/scene/point-keys.ts";
import type { PointTile, PointTileIndex } from "#core/scene/point-tile-index.ts";
import { pointTileFormat } from "#core/scene/point-tile-index.ts";
import { putBlob } from "../storage.ts";

const deflate = promisify(deflateRaw);

/**
 * Stores a cloud as an octree of tiles, a blob each, and returns the hash of their index; null without
 * points. The same points give the same bytes.
 */
export async function storePointTiles({ positions, colors }: PointCloud): Promise<string | null> {
  const count = positions.length / 3;
  if (count === 0) return null;
  const bounds = pointBounds(positions);
  const grid = gridOver(bounds);
  const keys = new PointKeys(grid, count);
  for (let i = 0; i < 3 * count; i += 3)
    keys.add(
      positions[i]!,
      positions[i + 1]!,
      positions[i + 2]!,
      colors[i]!,
      colors[i + 1]!,
      colors[i + 2]!,
    );
  const points = keys.sorted();
  const tiles: PointTile[] = [];
  for (const { data, ...tile } of buildPointTiles(grid, points)) {
    const bytes = await deflate(new Uint8Array(data));
    tiles.push({ ...tile, bytes: bytes.length, hash: await putBlob(bytes) });
  }
  const index: PointTileIndex = {
    format: pointTileFormat,
    grid,
    bounds,
    pointCount: points.high.length,
    tiles,
  };
  return putBlob(Buffer.from(canonicalJson(index)));
}
