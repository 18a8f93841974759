import * as z from "zod";
import { PointBounds, PointGrid, gridBitsMax } from "./point-grid.ts";

/** Names the form of an index and of the tiles that it lists; raised when either changes. */
export const pointTileFormat = "gsi-point-tiles-1";

/** Most points in one tile. */
export const tilePointsMax = 16_384;

/** Most tiles that an index may list: far above what the importer makes. */
const tilesMax = 100_000;

const Place = z
  .int()
  .min(0)
  .max(2 ** gridBitsMax - 1);

/**
 * A cube of the cloud with the points that belong to it and to no other. `depth`: how often the root's
 * cube was halved; `cell`: which of the `2^depth` cubes along each axis. `parent`: its number in the
 * index, null for the root. With its ancestors it has at least one point within every occupied cell of
 * side `spacingMeters`. `bytes` and `hash`: size and SHA-256 of its blob.
 */
export const PointTile = z
  .object({
    depth: z.int().min(0).max(gridBitsMax),
    cell: z.tuple([Place, Place, Place]).readonly(),
    parent: z.int().min(0).nullable(),
    spacingMeters: z.number().positive(),
    count: z.int().min(1).max(tilePointsMax),
    bytes: z.int().min(1),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .readonly();
export type PointTile = z.infer<typeof PointTile>;

/** A levelled point cloud: its grid, and its tiles with parents before their children. */
export const PointTileIndex = z
  .object({
    format: z.literal(pointTileFormat),
    grid: PointGrid,
    bounds: PointBounds,
    pointCount: z.int().min(1),
    tiles: z.array(PointTile).min(1).max(tilesMax).readonly(),
  })
  .readonly()
  .refine(
    ({ tiles }) =>
      tiles.every(({ parent }, number) =>
        number === 0 ? parent === null : (parent ?? number) < number,
      ),
    "the tiles are not one tree with parents before children",
  );
export type PointTileIndex = z.infer<typeof PointTileIndex>;
