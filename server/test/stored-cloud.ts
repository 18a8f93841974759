import { inflateRawSync } from "node:zlib";
import { decodePointTile } from "#core/scene/point-tile-bytes.ts";
import { PointTileIndex } from "#core/scene/point-tile-index.ts";
import { readBlob } from "../storage.ts";

/** A point of a stored cloud: where it is, and its colour. */
export type StoredPoint = { place: [number, number, number]; color: [number, number, number] };

/** All points of the cloud whose index is stored under this hash, tile after tile. */
export async function readStoredCloud(hash: string): Promise<StoredPoint[]> {
  const index = PointTileIndex.parse(JSON.parse((await readBlob(hash)).toString()));
  const points: StoredPoint[] = [];
  for (const tile of index.tiles) {
    const stored = await readBlob(tile.hash);
    if (stored.length !== tile.bytes) throw new Error("the index lies about the size of a tile");
    const data = new Uint8Array(inflateRawSync(stored)).buffer;
    const { positions, colors } = decodePointTile(index.grid, tile, data);
    const triple = (values: ArrayLike<number>, at: number): [number, number, number] => [
      values[at]!,
      values[at + 1]!,
      values[at + 2]!,
    ];
    for (let i = 0; i < positions.length; i += 3)
      points.push({ place: triple(positions, i), color: triple(colors, i) });
  }
  return points;
}
