import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#core/random.ts";
import { buildPointTiles } from "./build-point-tiles.ts";
import { gridOver } from "./point-grid.ts";
import { PointKeys } from "./point-keys.ts";
import { cubeSide } from "./point-tile-bytes.ts";
import { PointTileIndex, pointTileFormat } from "./point-tile-index.ts";
import type { PointView } from "./select-point-tiles.ts";
import { selectPointTiles } from "./select-point-tiles.ts";

const index = roomIndex();
const everything: PointView["planes"] = [];
const eyes = fc.tuple(
  fc.double({ min: -3, max: 9, noNaN: true }),
  fc.double({ min: -3, max: 9, noNaN: true }),
  fc.double({ min: -1, max: 4, noNaN: true }),
);
const headings = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
const budgets = fc.integer({ min: 0, max: 12_000 });

describe("the tiles chosen for a camera", () => {
  it("stay within the budget and come with all of their ancestors, those first", () => {
    fc.assert(
      fc.property(eyes, headings, budgets, (eye, heading, budget) => {
        const chosen = selectPointTiles(index, view(eye, ahead(eye, heading)), budget);
        const points = chosen.reduce((sum, number) => sum + index.tiles[number]!.count, 0);
        expect(points).toBeLessThanOrEqual(budget);
        expect(new Set(chosen).size).toBe(chosen.length);
        chosen.forEach((number, place) => {
          const { parent } = index.tiles[number]!;
          if (parent !== null) expect(chosen.slice(0, place)).toContain(parent);
        });
        if (budget >= index.tiles[0]!.count) expect(chosen[0]).toBe(0);
      }),
    );
  });

  it("are those with the larger screen error: none left out needs it more", () => {
    fc.assert(
      fc.property(eyes, budgets, (eye, budget) => {
        const chosen = selectPointTiles(index, view(eye, everything), budget);
        const errors = chosen.slice(1).map((number) => errorOf(eye, number));
        expect(errors).toEqual(errors.toSorted((a, b) => b - a));
        const least = errors.at(-1);
        if (least === undefined) return;
        index.tiles.forEach((_, number) => {
          if (number > 0 && !chosen.includes(number))
            expect(errorOf(eye, number)).toBeLessThanOrEqual(least);
        });
      }),
    );
  });

  it("are only those in view, but for the root", () => {
    const eye = [3, 3, 1] as const;
    const half = selectPointTiles(index, view(eye, [[1, 0, 0, -3.2]]), 1e9);
    expect(half.length).toBeGreaterThan(10);
    for (const number of half.slice(1)) {
      const { depth, cell } = index.tiles[number]!;
      const side = cubeSide(index.grid, depth);
      expect(index.grid.origin[0] + (cell[0] + 1) * side).toBeGreaterThanOrEqual(3.2);
    }
    expect(selectPointTiles(index, view(eye, [[1, 0, 0, -100]]), 1e9)).toEqual([0]);
  });

  it("from very far away are the root alone: finer ones would not be told apart", () => {
    expect(selectPointTiles(index, view([0, 0, 900], everything), 1e9)).toEqual([0]);
  });
});

describe("an index", () => {
  it("whose tiles are not a tree is refused", () => {
    const [root, ...rest] = index.tiles;
    expect(PointTileIndex.safeParse(index).success).toBe(true);
    for (const tiles of [
      [],
      rest,
      [root, { ...rest[0], parent: null }],
      [root, { ...rest[0], parent: 1 }],
    ])
      expect(PointTileIndex.safeParse({ ...index, tiles }).success).toBe(false);
  });
});

/** A floor and a wall of 6 m in tiles of at most 500 points. */
function roomIndex(): PointTileIndex {
  const random = seededRandom(7, "room");
  const bounds = { min: [0, 0, 0], max: [6, 6, 3] } as const;
  const grid = gridOver(bounds);
  const keys = new PointKeys(grid, 20_000);
  for (let i = 0; i < 20_000; i++) {
    const [a, b] = [6 * random.next(), 6 * random.next()] as const;
    if (i % 2 === 0) keys.add(a, b, 0, 9, 9, 9);
    else keys.add(a, 0, b / 2, 9, 9, 9);
  }
  const tiles = [...buildPointTiles(grid, keys.sorted(), 500)].map(({ data, ...tile }) => ({
    ...tile,
    bytes: data.byteLength,
    hash: "0".repeat(64),
  }));
  return { format: pointTileFormat, grid, bounds, pointCount: 20_000, tiles };
}

function view(eye: readonly [number, number, number], planes: PointView["planes"]): PointView {
  return { eye, planes, pixelsPerRadian: 600 };
}

/** A field of view of a right angle, upright, looking level along the heading. */
function ahead([x, y]: readonly [number, number, number], heading: number): PointView["planes"] {
  return [heading - Math.PI / 4, heading + Math.PI / 4].map((side) => {
    const [a, b] = [Math.cos(side), Math.sin(side)];
    return [a, b, 0, -(a * x + b * y)] as const;
  });
}

/** The spacing of the parent's points in pixels at the nearest point of the tile's cube. */
function errorOf(eye: readonly [number, number, number], number: number): number {
  const { depth, cell, parent } = index.tiles[number]!;
  const side = cubeSide(index.grid, depth);
  const gaps = eye.map((value, axis) => {
    const low = index.grid.origin[axis]! + cell[axis]! * side;
    return value - Math.min(Math.max(value, low), low + side);
  });
  return (index.tiles[parent!]!.spacingMeters * 600) / Math.max(0.1, Math.hypot(...gaps));
}
