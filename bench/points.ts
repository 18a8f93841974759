import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PointView } from "#core/scene/select-point-tiles.ts";
import { selectPointTiles } from "#core/scene/select-point-tiles.ts";
import { loadPointIndex, loadPointTile } from "#components/viewer/point-tile-store.ts";
import { PointTileStream } from "#components/viewer/point-tile-stream.ts";
import { madeUpRoom } from "./made-up-room.ts";
import { millisecondsOf, quantile } from "./timing.ts";

const pointCount = 10_000_000;
const budget = 1_500_000;
const openMillisecondsMax = 2000;
const looks = 300;

const home = await mkdtemp(join(tmpdir(), "gsi-bench-"));
process.env.GSI_HOME = join(home, "home");
process.env.DATABASE_URL ??= "postgresql://nobody@localhost/none";
const { storePointTiles } = await import("#server/scene/store-point-tiles.ts");
const { blobPath } = await import("#server/storage.ts");
try {
  await main();
} finally {
  await rm(home, { recursive: true, force: true });
}

async function main(): Promise<void> {
  const cloud = madeUpRoom(pointCount);
  const plain = join(home, "plain");
  await writeFile(plain, new Uint8Array(cloud.positions.buffer));
  await writeFile(plain, cloud.colors, { flag: "a" });
  const start = performance.now();
  const hash = (await storePointTiles(cloud))!;
  const seconds = (performance.now() - start) / 1000;
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  console.log(`A made-up room of ${pointCount.toLocaleString("en-US")} points\n`);
  line("tiles built and stored", `${seconds.toFixed(1)} s, peak ${peakMegabytes.toFixed(0)} MB`);

  const server = createServer((request, response) => {
    const name = request.url!.slice(1).split("/").at(-1)!;
    createReadStream(name === "plain" ? plain : blobPath(name)).pipe(response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  // In a page, paths start at the page's own address.
  const fetchAnywhere = globalThis.fetch;
  globalThis.fetch = (path, options) =>
    fetchAnywhere(new URL(path as string, `http://127.0.0.1:${port}`), options);
  try {
    const whole = await open(hash);
    const plainMilliseconds = await millisecondsToReadPlain();
    line("opened: coarse picture", `${whole.coarse.toFixed(0)} ms`);
    line(
      `opened: all ${whole.points.toLocaleString("en-US")} points`,
      `${whole.all.toFixed(0)} ms`,
    );
    line("plain cloud, all at once", `${plainMilliseconds.toFixed(0)} ms`);
    const ratio = (value: number) => (value / plainMilliseconds).toFixed(3);
    line("ratio to the plain cloud", `coarse ${ratio(whole.coarse)}, all ${ratio(whole.all)}`);
    const moved = await lookAround(hash);
    line(
      "choosing tiles, camera moving",
      `p50 ${moved.p50.toFixed(2)} ms, p99 ${moved.p99.toFixed(2)} ms`,
    );
    if (whole.all > openMillisecondsMax) process.exitCode = 1;
  } finally {
    server.close();
  }
}

/** Opens the cloud as the viewer does and waits until everything for one view has come. */
async function open(hash: string): Promise<{ coarse: number; all: number; points: number }> {
  const start = performance.now();
  const index = await loadPointIndex(hash);
  const wanted = selectPointTiles(index, viewFrom(0), budget);
  let coarse = 0;
  let arrived = 0;
  await new Promise<void>((resolve, reject) => {
    const stream = new PointTileStream({
      index,
      budget,
      load: (tile, signal) => loadPointTile(tile, signal),
      free: () => {},
      onChange: () => {
        coarse ||= performance.now() - start;
        if (++arrived === wanted.length) resolve();
      },
      onFailed: () => reject(new Error("the coarsest tile did not come")),
    });
    stream.look(viewFrom(0));
  });
  const points = wanted.reduce((sum, number) => sum + index.tiles[number]!.count, 0);
  return { coarse, all: performance.now() - start, points };
}

async function millisecondsToReadPlain(): Promise<number> {
  const start = performance.now();
  const bytes = await (await fetch("/plain")).arrayBuffer();
  const positions = new Float32Array(bytes, 0, 3 * pointCount);
  const colors = new Uint8Array(bytes, 12 * pointCount);
  if (positions.length !== colors.length) throw new Error("the plain cloud came in pieces");
  return performance.now() - start;
}

async function lookAround(hash: string): Promise<{ p50: number; p99: number }> {
  const index = await loadPointIndex(hash);
  const times = Array.from({ length: looks }, (_, i) =>
    millisecondsOf(() => selectPointTiles(index, viewFrom((2 * Math.PI * i) / looks), budget)),
  );
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

/** A camera in the middle of the room that looks this way, 90 degrees wide. */
function viewFrom(angle: number): PointView {
  const eye = [5, 4, 1.6] as const;
  const planes = [angle - Math.PI / 4, angle + Math.PI / 4].map((edge, side) => {
    const inward = edge + (side === 0 ? Math.PI / 2 : -Math.PI / 2);
    const normal = [Math.cos(inward), Math.sin(inward)] as const;
    return [normal[0], normal[1], 0, -(normal[0] * eye[0] + normal[1] * eye[1])] as const;
  });
  return { eye, planes, pixelsPerRadian: 800 };
}

function line(name: string, value: string): void {
  console.log(`  ${name.padEnd(34)}${value}`);
}
