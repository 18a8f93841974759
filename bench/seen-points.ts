import { inflateRawSync } from "node:zlib";
import { PerspectiveCamera } from "three";
import type { PointCloud } from "#core/scene/point-cloud.ts";
import { decodePointTile } from "#core/scene/point-tile-bytes.ts";
import { PointTileIndex } from "#core/scene/point-tile-index.ts";
import { selectPointTiles } from "#core/scene/select-point-tiles.ts";
import type { CameraPlace } from "#components/viewer/camera-preset.ts";
import { pointBudget } from "#components/viewer/point-budget.ts";
import { pointSizeMeters } from "#components/viewer/point-size.ts";
import { viewOf } from "#components/viewer/point-tile-scene.ts";

/** The points that the viewer draws from a place, and how large. */
export async function pointsSeenFrom(
  { position, target, up, fovDegrees }: CameraPlace,
  pane: { width: number; height: number },
  pointsHash: string,
): Promise<{ cloud: PointCloud; sizeMeters: number }> {
  const { readBlob } = await import("#server/storage.ts");
  const camera = new PerspectiveCamera(fovDegrees, pane.width / pane.height, 0.03, 200);
  camera.up.fromArray(up);
  camera.position.fromArray(position);
  camera.lookAt(target[0], target[1], target[2]);
  camera.updateMatrixWorld();
  const index = PointTileIndex.parse(JSON.parse(String(await readBlob(pointsHash))));
  const tiles = selectPointTiles(index, viewOf(camera, pane.height), pointBudget).map(
    (number) => index.tiles[number]!,
  );
  const clouds = await Promise.all(
    tiles.map(async (tile) => {
      const { buffer } = new Uint8Array(inflateRawSync(await readBlob(tile.hash)));
      return decodePointTile(index.grid, tile, buffer);
    }),
  );
  return {
    cloud: {
      positions: new Float32Array(clouds.flatMap(({ positions }) => [...positions])),
      colors: new Uint8Array(clouds.flatMap(({ colors }) => [...colors])),
    },
    sizeMeters: pointSizeMeters(Math.min(...tiles.map(({ spacingMeters }) => spacingMeters))),
  };
}
