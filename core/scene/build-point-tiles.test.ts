import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#core/random.ts";
import type { PlainPointTile } from "./build-point-tiles.ts";
import { buildPointTiles } from "./build-point-tiles.ts";
import type { PointGrid } from "./point-grid.ts";
import { gridOver } from "./point-grid.ts";
import { PointKeys } from "./point-keys.ts";
import { cubeSide, decodePointTile, tileColumns, tileFrame } from "./point-tile-bytes.ts";

type Points = readonly (readonly [number, number, number])[];

/** Points anywhere, in clusters of a millimetre and on a plane, from a few to some hundred. */
const clouds = fc
  .record({
    seed: fc.integer(),
    scattered: fc.integer({ min: 1, max: 120 }),
    clustered: fc.integer({ min: 0, max: 120 }),
    flat: fc.integer({ min: 0, max: 120 }),
    extent: fc.constantFrom(0.0001, 0.5, 7, 90, 700),
  })
  .map(({ seed, scattered, clustered, flat, extent }): Points => {
    const random = seededRandom(seed, "cloud");
    const some = (count: number, make: () => readonly [number, number, number]) =>
      Array.from({ length: count }, make);
    const anywhere = () => Math.fround((random.next() - 0.3) * extent);
    const near = () => Math.fround(extent / 5 + random.next() * 0.001);
    return [
      ...some(scattered, () => [anywhere(), anywhere(), anywhere()]),
      ...some(clustered, () => [near(), near(), near()]),
      ...some(flat, () => [anywhere(), anywhere(), 0.125]),
    ];
  });

describe("the tiles of a cloud", () => {
  it("hold every occupied cell of the grid exactly once, and nothing else", () => {
    fc.assert(
      fc.property(clouds, fc.integer({ min: 1, max: 40 }), (points, pointsMax) => {
        const { grid, tiles } = tilesOf(points, pointsMax);
        // Below 16 bits a tile drops nothing, so the cells can be told from it; above they are counted.
        const cells = new Set(points.map((point) => cellOf(grid, point).join()));
        expect(tiles.reduce((sum, { count }) => sum + count, 0)).toBe(cells.size);
        if (grid.bits > 16) return;
        const held = tiles.flatMap((tile) => cellsIn(grid, tile));
        expect(new Set(held)).toEqual(cells);
      }),
    );
  });

  it("give each point back within the stated error, with its colour", () => {
    fc.assert(
      fc.property(clouds, fc.integer({ min: 1, max: 40 }), (points, pointsMax) => {
        const { grid, tiles } = tilesOf(points, pointsMax);
        const decoded = tiles.map((tile) => ({
          tile,
          cloud: decodePointTile(grid, tile, tile.data),
        }));
        points.forEach((point, i) => {
          const found = decoded.some(({ tile, cloud }) => {
            const reach = tileFrame(grid, tile).errorMeters + 1e-6 * Math.hypot(...point);
            for (let at = 0; at < tile.count; at++) {
              const gap = Math.max(
                ...point.map((value, axis) => Math.abs(value - cloud.positions[3 * at + axis]!)),
              );
              const color = cloud.colors.subarray(3 * at, 3 * at + 3).join();
              if (gap <= reach && (color === colorOf(i).join() || !isAlone(grid, points, i)))
                return true;
            }
            return false;
          });
          expect(found).toBe(true);
        });
      }),
      { numRuns: 40 },
    );
  });

  it("with their ancestors have a point in every occupied cell as wide as their spacing", () => {
    fc.assert(
      fc.property(clouds, fc.integer({ min: 1, max: 40 }), (points, pointsMax) => {
        const { grid, tiles } = tilesOf(points, pointsMax);
        if (grid.bits > 16) return;
        tiles.forEach((tile) => {
          const step = Math.round(tile.spacingMeters / grid.stepMeters);
          const coarse = (cell: string) =>
            cell
              .split(",")
              .map((place) => Math.floor(Number(place) / step))
              .join();
          const inCube = points
            .map((point) => cellOf(grid, point))
            .filter((cell) =>
              cell.every((place, axis) => place >>> (grid.bits - tile.depth) === tile.cell[axis]),
            );
          const held = new Set<string>();
          for (
            let at: PlainPointTile | undefined = tile;
            at;
            at = at.parent === null ? undefined : tiles[at.parent]
          )
            for (const cell of cellsIn(grid, at)) held.add(coarse(cell));
          for (const cell of inCube) expect(held).toContain(coarse(cell.join()));
        });
      }),
      { numRuns: 40 },
    );
  });

  it("are no larger than asked for, parents before children and around them", () => {
    fc.assert(
      fc.property(clouds, fc.integer({ min: 1, max: 40 }), (points, pointsMax) => {
        const { tiles } = tilesOf(points, pointsMax);
        tiles.forEach((tile, number) => {
          expect(tile.count).toBeGreaterThan(0);
          expect(tile.count).toBeLessThanOrEqual(pointsMax);
          if (number === 0) return expect(tile).toMatchObject({ depth: 0, parent: null });
          const parent = tiles[tile.parent!]!;
          expect(tile.parent).toBeLessThan(number);
          expect(parent.spacingMeters).toBeGreaterThanOrEqual(tile.spacingMeters);
          expect(tile.cell.map((place) => place >> (tile.depth - parent.depth))).toEqual(
            parent.cell,
          );
          return undefined;
        });
      }),
    );
  });

  it("are the same for the same points; of no points there are none", () => {
    const random = seededRandom(1, "same");
    const points: Points = Array.from({ length: 500 }, () => [
      random.next(),
      random.next(),
      random.next(),
    ]);
    expect(tilesOf(points, 30)).toEqual(tilesOf(points, 30));
    const grid = gridOver({ min: [0, 0, 0], max: [1, 1, 1] });
    expect([...buildPointTiles(grid, new PointKeys(grid, 0).sorted())]).toEqual([]);
  });
});

describe("the grid over a room", () => {
  it("has steps of an eighth of a thousandth of a metre, and coarser ones for what is far too large", () => {
    expect(gridOver({ min: [0, 0, 0], max: [12, 9, 3] })).toEqual({
      origin: [0, 0, 0],
      stepMeters: 2 ** -13,
      bits: 17,
    });
    const vast = gridOver({ min: [-1000, 0, 0], max: [1000, 1, 1] });
    expect(vast.bits).toBe(20);
    expect(vast.stepMeters).toBeLessThan(0.002);
    expect(gridOver({ min: [1, 1, 1], max: [1, 1, 1] }).bits).toBe(0);
  });
});

function tilesOf(points: Points, pointsMax: number): { grid: PointGrid; tiles: PlainPointTile[] } {
  const along = (axis: number) => points.map((point) => point[axis]!);
  const ends = (end: (...values: number[]) => number) =>
    [end(...along(0)), end(...along(1)), end(...along(2))] as const;
  const grid = gridOver({ min: ends(Math.min), max: ends(Math.max) });
  const keys = new PointKeys(grid, points.length);
  points.forEach(([x, y, z], i) => keys.add(x, y, z, ...colorOf(i)));
  return { grid, tiles: [...buildPointTiles(grid, keys.sorted(), pointsMax)] };
}

function colorOf(i: number): [number, number, number] {
  return [i % 256, 255 - (i % 256), (i >> 8) % 256];
}

function cellOf({ origin, stepMeters }: PointGrid, point: readonly number[]): number[] {
  return point.map((value, axis) => Math.floor((value - origin[axis]!) / stepMeters));
}

/** Whether no other point shares the point's cell: then its colour is its own. */
function isAlone(grid: PointGrid, points: Points, i: number): boolean {
  const own = cellOf(grid, points[i]!).join();
  return !points.some((other, at) => at !== i && cellOf(grid, other).join() === own);
}

/** The grid cells of a tile that dropped no bits. */
function cellsIn(grid: PointGrid, tile: PlainPointTile): string[] {
  const { positions } = tileColumns(tile.data, tile.count);
  const cube = Math.round(cubeSide(grid, tile.depth) / grid.stepMeters);
  return Array.from({ length: tile.count }, (_, i) =>
    tile.cell.map((place, axis) => place * cube + positions[4 * i + axis]!).join(),
  );
}
