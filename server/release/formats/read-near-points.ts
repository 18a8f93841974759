import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { pointsNear, tilesNear } from "#core/scene/near-points.ts";
import type { PointCloud } from "#core/scene/point-cloud.ts";
import { decodePointTile, tilePointBytes } from "#core/scene/point-tile-bytes.ts";
import { PointTileIndex } from "#core/scene/point-tile-index.ts";
import { readBlob } from "../../storage.ts";

const inflate = promisify(inflateRaw);

/**
 * The points of a scene within `reachMeters` of one of the boxes, at most `countMax` of them. The octree is
 * read from its coarsest tiles on and only as deep as that takes; of the depth that would be too many, every
 * n-th is taken, so that they stay evenly spread.
 */
export async function readNearPoints(
  indexHash: string,
  boxes: readonly BoxInWorld[],
  reachMeters: number,
  countMax: number,
): Promise<PointCloud> {
  const index = PointTileIndex.parse(JSON.parse((await readBlob(indexHash)).toString("utf8")));
  const clouds: PointCloud[] = [];
  let free = countMax;
  for (const tiles of tilesNear(index, boxes, reachMeters)) {
    const depth: PointCloud[] = [];
    for (const tile of tiles) {
      const maxOutputLength = tile.count * tilePointBytes;
      const bytes = await inflate(await readBlob(tile.hash), { maxOutputLength });
      const cloud = decodePointTile(index.grid, tile, new Uint8Array(bytes).buffer);
      depth.push(pointsNear(cloud, boxes, reachMeters));
    }
    const cloud = thinned(joined(depth), free);
    clouds.push(cloud);
    free -= cloud.positions.length / 3;
    if (free === 0) break;
  }
  return joined(clouds);
}

function thinned(cloud: PointCloud, countMax: number): PointCloud {
  const count = cloud.positions.length / 3;
  if (count <= countMax) return cloud;
  const positions = new Float32Array(3 * countMax);
  const colors = new Uint8Array(3 * countMax);
  for (let i = 0; i < countMax; i++) {
    const at = 3 * Math.floor((i * count) / countMax);
    positions.set(cloud.positions.subarray(at, at + 3), 3 * i);
    colors.set(cloud.colors.subarray(at, at + 3), 3 * i);
  }
  return { positions, colors };
}

function joined(clouds: readonly PointCloud[]): PointCloud {
  const length = clouds.reduce((sum, { positions }) => sum + positions.length, 0);
  const positions = new Float32Array(length);
  const colors = new Uint8Array(length);
  let at = 0;
  for (const cloud of clouds) {
    positions.set(cloud.positions, at);
    colors.set(cloud.colors, at);
    at += cloud.positions.length;
  }
  return { positions, colors };
}
