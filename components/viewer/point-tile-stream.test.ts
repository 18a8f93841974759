import { expect, test } from "vitest";
import { buildPointTiles } from "#core/scene/build-point-tiles.ts";
import { gridOver } from "#core/scene/point-grid.ts";
import { PointKeys } from "#core/scene/point-keys.ts";
import type { PointTile, PointTileIndex } from "#core/scene/point-tile-index.ts";
import type { PointView } from "#core/scene/select-point-tiles.ts";
import { PointTileStream } from "./point-tile-stream.ts";

/** A line of points along x, ten metres long. */
function lineIndex(): PointTileIndex {
  const bounds = { min: [0, 0, 0], max: [10, 10, 10] } as const;
  const grid = gridOver(bounds);
  const keys = new PointKeys(grid, 5000);
  for (let i = 0; i < 5000; i++) keys.add(i / 500, 0, 0, 255, 0, 0);
  const tiles = [...buildPointTiles(grid, keys.sorted(), 200)].map(
    ({ data, ...tile }, number): PointTile => ({
      ...tile,
      bytes: data.byteLength,
      hash: String(number).padStart(64, "0"),
    }),
  );
  return { format: "gsi-point-tiles-1", grid, bounds, pointCount: 5000, tiles };
}

const viewFrom = (x: number): PointView => ({
  eye: [x, -0.2, 0],
  planes: [],
  pixelsPerRadian: 500,
});

function streamOf(budget: number) {
  const index = lineIndex();
  const asked: number[] = [];
  const freed: number[] = [];
  const arrivals = new Map<number, () => void>();
  const failures = new Map<number, () => void>();
  const events = { changes: 0, failed: 0, aborted: 0 };
  const stream = new PointTileStream<number>({
    index,
    budget,
    load: (tile, signal) =>
      new Promise((resolve, reject) => {
        const number = Number(tile.hash);
        asked.push(number);
        arrivals.set(number, () => resolve(number));
        failures.set(number, () => reject(new Error("gone")));
        signal.addEventListener("abort", () => {
          events.aborted++;
          reject(new Error("aborted"));
        });
      }),
    free: (number) => freed.push(number),
    onChange: () => events.changes++,
    onFailed: () => events.failed++,
  });
  const arrive = async (number: number) => {
    arrivals.get(number)!();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const fail = async (number: number) => {
    failures.get(number)!();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { index, stream, asked, freed, events, arrive, fail };
}

test("asks for the coarsest tile first, a few at a time, and draws what has arrived", async () => {
  const { stream, asked, events, arrive } = streamOf(3000);
  expect(stream.look(viewFrom(0))).toEqual([]);
  expect(asked[0]).toBe(0);
  expect(asked.length).toBe(6);
  await arrive(0);
  expect(events.changes).toBe(1);
  expect(asked.length).toBe(7);
  expect(stream.look(viewFrom(0))).toEqual([0]);
});

test("gives up what left the view, and asks again when it comes back", async () => {
  const { stream, asked, events } = streamOf(1000);
  stream.look(viewFrom(0));
  const near = asked.filter((number) => number > 0);
  stream.look(viewFrom(10));
  expect(events.aborted).toBeGreaterThan(0);
  await new Promise((resolve) => setImmediate(resolve));
  stream.look(viewFrom(0));
  await new Promise((resolve) => setImmediate(resolve));
  expect(near.some((number) => asked.filter((one) => one === number).length > 1)).toBe(true);
});

test("keeps no more than the budget besides what is drawn", async () => {
  const { index, stream, asked, freed, arrive } = streamOf(600);
  for (const x of [0, 2, 4, 6, 8, 10]) {
    stream.look(viewFrom(x));
    for (let i = 0; i < 20; i++) {
      for (const number of asked.splice(0)) await arrive(number);
      stream.look(viewFrom(x));
    }
  }
  expect(freed.length).toBeGreaterThan(0);
  expect(freed).not.toContain(0);
  const points = index.tiles.reduce(
    (sum, { count }, i) => sum + (freed.includes(i) ? 0 : count),
    0,
  );
  expect(points).toBeLessThan(5000);
});

test("a coarsest tile that cannot be had is told once; a finer one is done without", async () => {
  const { stream, asked, events, fail } = streamOf(3000);
  stream.look(viewFrom(0));
  await fail(asked[1]!);
  expect(events.failed).toBe(0);
  await fail(0);
  expect(events.failed).toBe(1);
  const before = asked.length;
  stream.look(viewFrom(0));
  expect(asked.slice(before)).not.toContain(0);
});

test("closing frees what is there and what arrives later", async () => {
  const { stream, freed, arrive } = streamOf(3000);
  stream.look(viewFrom(0));
  await arrive(0);
  stream.close();
  expect(freed).toEqual([0]);
});
