import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Worker } from "node:worker_threads";
import sharp from "sharp";
import type { Prompt } from "#core/detection/prompt.ts";
import { seededRandom } from "#core/random.ts";
import { writeContractModel } from "#server/model/contract-model/write-contract-model.ts";
import { mapLimited } from "#server/scene/map-limited.ts";
import { openDetAny3d } from "#workers/detection/detany3d-pool.ts";
import type { DetectionRequest, Detector3d } from "#workers/detection/detector-3d.ts";
import type { BareSettings } from "./bare-detany3d.ts";

const batchSize = 4;
const batchesPerRound = 10;
const batchesPerStretch = 5;
const rounds = 6;
const promptsPerPhoto = 10;
const wantedMillisecondsPerPhoto = 50;
/** Batches take many times as long. */
const togetherMilliseconds = 5;
const layersTried = 20;
const calibrationRuns = 8;
const frames = 500;
const overheadPercentMax = 10;
const delayMaxMilliseconds = 20;
const growthMax = 1.1;

// One core is left for the preparation of photos, as beside a graphics card.
const threads = Math.max(1, availableParallelism() - 1);
const camera = { fx: 1600, fy: 1600, cx: 959.5, cy: 719.5, width: 1920, height: 1440 };

const folder = await mkdtemp(join(tmpdir(), "gsi-bench-"));
try {
  await main();
} finally {
  await rm(folder, { recursive: true });
}

async function main(): Promise<void> {
  const requests = await madeUpRequests(2 * batchSize);
  const extraLayers = await layersFor(requests);
  const manifest = await writeContractModel(folder, { extraLayers });
  console.log(
    `Contract model with ${extraLayers} extra layers, batch ${batchSize}, ${promptsPerPhoto} prompts a photo of 1920x1440; ${threads} of ${availableParallelism()} cores compute\n`,
  );
  const detector = openDetAny3d({
    folder,
    manifest,
    threads,
    batchSizeMax: batchSize,
    log: (line) => console.log(`  ${line}`),
  });
  const bare = openBare(folder, requests);
  try {
    await throughput(requests, detector, bare);
    await memory(requests, detector);
  } finally {
    await bare.close();
    await detector.close();
  }
}

/**
 * Milliseconds a photo of the bare sessions and of the detector, which take turns: of each the best stretch
 * of some batches, for the detector in the midst of its work, with photos on the way as in a long run.
 */
async function throughput(
  requests: readonly DetectionRequest[],
  detector: Detector3d,
  bare: Bare,
): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let [bareBest, ownBest] = [Infinity, Infinity];
  for (let round = 0; round < rounds; round++) {
    bareBest = Math.min(bareBest, bestStretch(await bare.run(batchesPerRound), batchesPerStretch));
    delay.enable();
    const answered = await detectMany(detector, requests, batchSize * batchesPerRound);
    delay.disable();
    ownBest = Math.min(ownBest, bestStretch(answered, batchesPerStretch));
  }
  const p99 = delay.percentile(99) / 1e6;
  const overhead = 100 * (ownBest / bareBest - 1);
  console.log(`\n  baseline: ONNX Runtime alone, photos packed  ${bareBest.toFixed(1)} ms a photo`);
  console.log(`  the detector, from JPEG to boxes             ${ownBest.toFixed(1)} ms a photo`);
  console.log(
    `  overhead                                     ${overhead.toFixed(1)} % (wanted: at most ${overheadPercentMax} %)`,
  );
  console.log(
    `  delay of the event loop, p99                 ${p99.toFixed(1)} ms (wanted: below ${delayMaxMilliseconds} ms)`,
  );
}

/** How many photos are done, and when. */
type Progress = { readonly photos: number; readonly at: number };

/** Milliseconds of one photo over those `batches` batches in a row that took the least. */
function bestStretch(progress: readonly Progress[], batches: number): number {
  const stretches = progress
    .slice(batches)
    .map((end, from) => (end.at - progress[from]!.at) / (end.photos - progress[from]!.photos));
  return Math.min(...stretches);
}

async function memory(requests: readonly DetectionRequest[], detector: Detector3d): Promise<void> {
  const megabytes = () => Math.round(process.memoryUsage.rss() / 1e6);
  await detectMany(detector, requests, 100);
  const early = megabytes();
  await detectMany(detector, requests, frames - 100);
  const late = megabytes();
  if (late / early > growthMax) process.exitCode = 1;
  console.log(
    `  memory (RSS) after 100 and ${frames} photos     ${early} and ${late} MB: ${(late / early).toFixed(2)} (wanted: at most ${growthMax})`,
  );
}

/** As many at once as keep the detector busy. Answers that came together were one batch. */
async function detectMany(
  detector: Detector3d,
  requests: readonly DetectionRequest[],
  photos: number,
): Promise<Progress[]> {
  const work = Array.from({ length: photos }, (_, index) => requests[index % requests.length]!);
  const answered = await mapLimited(work, 4 * batchSize, async (request) => {
    await detector.detect(request);
    return performance.now();
  });
  const ends = answered.toSorted((a, b) => a - b);
  return ends
    .map((at, index) => ({ photos: index + 1, at }))
    .filter(({ at }, index) => !(ends[index + 1]! - at < togetherMilliseconds));
}

/** Runs so many batches through the bare sessions of a model, in a thread as the detector's; what was done when, from the start on. */
type Bare = { run(batches: number): Promise<Progress[]>; close(): Promise<unknown> };

function openBare(modelFolder: string, requests: readonly DetectionRequest[]): Bare {
  const workerData: BareSettings = {
    folder: modelFolder,
    threads,
    camera,
    batch: requests.slice(0, batchSize).map(({ photo, prompts }) => ({ photo, prompts })),
  };
  const thread = new Worker(new URL("./bare-detany3d.ts", import.meta.url), { workerData });
  return {
    async run(batches) {
      const answer = once(thread, "message") as Promise<[number[]]>;
      thread.postMessage(batches);
      return (await answer)[0].map((at, batch) => ({ photos: batch * batchSize, at }));
    },
    close: () => thread.terminate(),
  };
}

/** How many layers make a photo take as long as wanted on this machine. */
async function layersFor(requests: readonly DetectionRequest[]): Promise<number> {
  const millisecondsWith = async (extraLayers: number) => {
    const modelFolder = join(folder, String(extraLayers));
    await writeContractModel(modelFolder, { extraLayers });
    const bare = openBare(modelFolder, requests);
    const ends = await bare.run(calibrationRuns);
    await bare.close();
    return bestStretch(ends, 1);
  };
  const [none, some] = [await millisecondsWith(0), await millisecondsWith(layersTried)];
  const each = Math.max(0.01, (some - none) / layersTried);
  return Math.max(1, Math.round((wantedMillisecondsPerPhoto - none) / each));
}

/** Photos of noise, smoothed as a lens does, each with rectangles all over it. */
async function madeUpRequests(count: number): Promise<DetectionRequest[]> {
  const random = seededRandom(1, "photos");
  const { width, height } = camera;
  const requests: DetectionRequest[] = [];
  for (let made = 0; made < count; made++) {
    const noise = Uint8Array.from({ length: 3 * 240 * 180 }, () => 255 * random.next());
    const photo = await sharp(noise, { raw: { width: 240, height: 180, channels: 3 } })
      .resize(width, height)
      .jpeg()
      .toBuffer();
    const prompts = Array.from({ length: promptsPerPhoto }, (_, index): Prompt => {
      const [x, y] = [random.next() * 1500, random.next() * 1100];
      const rect = [x, y, x + 50 + 350 * random.next(), y + 50 + 250 * random.next()] as const;
      return { key: String(index), label: "thing", score: 1, place: { kind: "rect", rect } };
    });
    requests.push({ photo, intrinsics: camera, prompts, intrinsicsMode: "given" });
  }
  return requests;
}
