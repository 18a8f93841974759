import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { seededRandom } from "#core/random.ts";
import { mapLimited } from "#server/scene/map-limited.ts";
import { withPhotoThreads } from "#workers/photo-threads.ts";
import type { PhotoWork } from "#workers/photo-work.ts";

const rounds = 6;
const fewPhotos = 300;
const manyPhotos = 3000;
const growthMax = 1.2;
const timeRatioMax = 1.5;

const office = join(
  process.env.GSI_SHARED ?? join(import.meta.dirname, "../../shared"),
  "data/office-walk/data/d5a0000001",
);

const home = await mkdtemp(join(tmpdir(), "gsi-bench-"));
process.env.GSI_HOME = join(home, "home");
process.env.DATABASE_URL ??= "postgresql://nobody@localhost/none";
try {
  const memoryOf = process.argv[2];
  if (memoryOf) await measureMany(Number(memoryOf));
  else await main();
} finally {
  await rm(home, { recursive: true, force: true });
}

async function main(): Promise<void> {
  console.log(
    `${availableParallelism()} cores, best of ${rounds} rounds, all cores in both kinds\n`,
  );
  if (existsSync(office)) await throughput("office photos, 540x360", await officeWork());
  else console.log("office photos: skipped, they are not at hand (set GSI_SHARED)\n");
  await throughput("made-up photos, 1920x1440", await madeUpWork(24, 1920, 1440));
  memory();
}

type Kind = "decoding" | "selection" | "with thumbnails";
/** Photos a second by the clock, and processor time a photo in milliseconds, of the whole process. */
type Cost = { byClock: number; processorMilliseconds: number };

/**
 * The stage's own measuring (read, decode, score, hash) in its own threads beside decoding alone, and what
 * storing a small picture of each photo adds. The best of several rounds, in which the kinds take turns.
 */
async function throughput(name: string, work: readonly PhotoWork[]): Promise<void> {
  await withPhotoThreads(async (doWork) => {
    const kinds: Record<Kind, () => Promise<unknown>> = {
      decoding: () => decodeAll(work),
      selection: () => doWork(work),
      "with thumbnails": async () => {
        await rm(join(home, "home"), { recursive: true, force: true });
        await doWork(work.map((one) => ({ ...one, kind: "measure-and-show" })));
      },
    };
    const best = new Map<string, Cost>();
    for (let round = 0; round < rounds; round++)
      for (const [kind, once] of Object.entries(kinds)) {
        const { byClock = 0, processorMilliseconds = Infinity } = best.get(kind) ?? {};
        const cost = await costOf(work.length, once);
        best.set(kind, {
          byClock: Math.max(byClock, cost.byClock),
          processorMilliseconds: Math.min(processorMilliseconds, cost.processorMilliseconds),
        });
      }
    const plain = best.get("decoding")!;
    console.log(`${name}, ${work.length} of them`);
    for (const [kind, { byClock, processorMilliseconds }] of best) {
      const ratio = (plain.byClock / byClock).toFixed(2);
      const processorRatio = (processorMilliseconds / plain.processorMilliseconds).toFixed(2);
      console.log(
        `  ${kind.padEnd(16)}${byClock.toFixed(1).padStart(7)} photos/s, time x ${ratio}` +
          `${processorMilliseconds.toFixed(2).padStart(9)} ms of processor each, x ${processorRatio}`,
      );
    }
    const ratio = plain.byClock / best.get("selection")!.byClock;
    console.log(`  ratio of time   ${ratio.toFixed(2)} (wanted: at most ${timeRatioMax})\n`);
  });
}

/** As fast as sharp does it: a photo for every core, each decoded by one thread. */
function decodeAll(work: readonly PhotoWork[]): Promise<unknown> {
  return mapLimited(work, availableParallelism(), async ({ rootPath, frame }) =>
    sharp(await readFile(join(rootPath, frame.image.picture.path)))
      .raw()
      .toBuffer(),
  );
}

async function costOf(count: number, work: () => Promise<unknown>): Promise<Cost> {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return {
    byClock: (1000 * count) / milliseconds,
    processorMilliseconds: (user + system) / 1000 / count,
  };
}

/** Peak memory for few and for many photos, each in a process of its own. */
function memory(): void {
  const peakOf = (count: number) => {
    const output = execFileSync(process.execPath, [import.meta.filename, String(count)], {
      encoding: "utf8",
    });
    console.log(`  ${count} photos  ${output.trim()} MiB`);
    return Number(output);
  };
  console.log("peak memory of the process");
  const growth = peakOf(fewPhotos);
  const ratio = peakOf(manyPhotos) / growth;
  console.log(`  growth  ${ratio.toFixed(2)} (wanted: at most ${growthMax})`);
  if (ratio > growthMax) process.exitCode = 1;
}

async function measureMany(count: number): Promise<void> {
  const some = existsSync(office) ? await officeWork() : await madeUpWork(50, 540, 360);
  const work = Array.from({ length: count }, (_, i) => some[i % some.length]!);
  await withPhotoThreads((doWork) => doWork(work));
  console.log(Math.round(process.resourceUsage().maxRSS / 1024));
}

async function officeWork(): Promise<PhotoWork[]> {
  const names = (await readdir(join(office, "iphone/rgb"))).toSorted();
  return names.map((name) => workOn(office, `iphone/rgb/${name}`, 540, 360));
}

/** Photos of overlapping discs with a little noise, coded like a phone's. */
async function madeUpWork(count: number, width: number, height: number): Promise<PhotoWork[]> {
  return mapLimited(Array.from({ length: count }), availableParallelism(), async (_, index) => {
    const random = seededRandom(index, "made-up photo");
    const shapes = Array.from({ length: 300 }, () => {
      const [x, y, r] = [random.below(width), random.below(height), 4 + random.below(width / 12)];
      const color = [0, 0, 0].map(() => random.below(256)).join(",");
      return `<circle cx="${x}" cy="${y}" r="${r}" fill="rgb(${color})"/>`;
    });
    const noise = { type: "gaussian", mean: 128, sigma: 12 } as const;
    const bytes = await sharp({ create: { width, height, channels: 3, background: "grey", noise } })
      .composite([
        {
          input: Buffer.from(`<svg width="${width}" height="${height}">${shapes.join("")}</svg>`),
          blend: "overlay",
        },
      ])
      .jpeg({ quality: 90 })
      .toBuffer();
    const name = `${width}x${height}-${index}.jpg`;
    await writeFile(join(home, name), bytes);
    return workOn(home, name, width, height);
  });
}

function workOn(rootPath: string, path: string, width: number, height: number): PhotoWork {
  const image = { picture: { kind: "file" as const, path }, fisheye: null, mask: null };
  const intrinsics = { fx: width, fy: width, cx: width / 2, cy: height / 2, width, height };
  return { kind: "measure", rootPath, frame: { id: path, image, intrinsics } };
}
