import type { PointTile } from "#core/scene/point-tile-index.ts";
import { PointTileIndex } from "#core/scene/point-tile-index.ts";
import { fileUrl } from "#components/ui/file-url.ts";

const indices = new Map<string, Promise<PointTileIndex>>();

/** The index stored under a hash, fetched once per page; a failed fetch may be tried again. */
export function loadPointIndex(hash: string): Promise<PointTileIndex> {
  const known = indices.get(hash);
  if (known) return known;
  const loading = fetchIndex(hash);
  indices.set(hash, loading);
  loading.catch(() => indices.delete(hash));
  return loading;
}

async function fetchIndex(hash: string): Promise<PointTileIndex> {
  const response = await fetch(fileUrl(hash));
  if (!response.ok) throw new Error(`the scene points could not be loaded (${response.status})`);
  return PointTileIndex.parse(await response.json());
}

/** The bytes of one tile, inflated. */
export async function loadPointTile(
  { hash }: PointTile,
  signal?: AbortSignal,
): Promise<ArrayBuffer> {
  const response = await fetch(fileUrl(hash), { signal });
  if (!response.ok || !response.body)
    throw new Error(`a tile of the scene points could not be loaded (${response.status})`);
  const inflated = response.body.pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(inflated).arrayBuffer();
}

/** Brings the index and the coarsest tile into the browser's cache. */
export async function prefetchPoints(hash: string): Promise<void> {
  const { tiles } = await loadPointIndex(hash);
  if (tiles[0]) await fetch(fileUrl(tiles[0].hash));
}
