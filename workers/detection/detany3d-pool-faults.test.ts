import { once } from "node:events";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ManifestOf } from "#core/detection/model-manifest.ts";
import type { Prompt } from "#core/detection/prompt.ts";
import type { ContractModelOptions } from "#server/model/contract-model/write-contract-model.ts";
import { writeContractModel } from "#server/model/contract-model/write-contract-model.ts";
import type { DetAny3dOptions } from "./detany3d-pool.ts";
import { openDetAny3d } from "./detany3d-pool.ts";
import type { DetectionRequest, Detector3d } from "./detector-3d.ts";

let folder = "";
let manifest: ManifestOf<"detany3d/1">;
const open: Detector3d[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gsi-pool-"));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((detector) => detector.close()));
  await rm(folder, { recursive: true });
});

async function withModel(
  options: ContractModelOptions = {},
  poolOptions: Partial<DetAny3dOptions> = {},
): Promise<Detector3d> {
  manifest = await writeContractModel(folder, options);
  const detector = openDetAny3d({ folder, manifest, ...poolOptions });
  open.push(detector);
  return detector;
}

async function request(
  width = 640,
  height = 480,
  background = "#446688",
): Promise<DetectionRequest> {
  const create = { width, height, channels: 3 as const, background };
  const photo = await sharp({ create }).jpeg().toBuffer();
  const rect: Prompt["place"] = { kind: "rect", rect: [100, 100, 300, 220] };
  return {
    photo,
    intrinsics: { fx: 500, fy: 500, cx: width / 2, cy: height / 2, width, height },
    prompts: [{ key: "a", label: "chair", score: 1, place: rect }],
    intrinsicsMode: "given",
  };
}

/** Exchanges names of the same length in a model file. */
async function rename(file: string, ...pairs: [from: string, to: string][]): Promise<void> {
  const path = join(folder, file);
  let text = (await readFile(path)).toString("latin1");
  for (const [from, to] of pairs) text = text.replaceAll(from, to);
  await writeFile(path, Buffer.from(text, "latin1"));
}

const dslr = [1752, 1168] as const;

describe("what is wrong with a model", () => {
  it("costs the photos that need the damaged file, which is named, and no others; put right, it serves", async () => {
    const detector = await withModel();
    const [file, other] = manifest.encoders.map((encoder) => encoder.file) as [string, string];
    const bytes = await readFile(join(folder, file));
    bytes[0]! ^= 0xff;
    await writeFile(join(folder, file), bytes);
    const answers = await Promise.allSettled([
      detector.detect(await request()),
      detector.detect(await request(...dslr)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
    expect(String((answers[0] as PromiseRejectedResult).reason)).toContain(file);
    await copyFile(join(folder, other), join(folder, file));
    expect((await detector.detect(await request())).detections).toHaveLength(1);
  });

  it("names an output that is missing", async () => {
    const detector = await withModel();
    await rename("decoder.onnx", ["rot6d", "rot7d"]);
    await expect(detector.detect(await request())).rejects.toThrow(/decoder\.onnx.*rot6d/);
  });

  it("names an output of a wrong shape", async () => {
    const detector = await withModel();
    await rename(
      "decoder.onnx",
      ["boxes_2d", "********"],
      ["dims_log", "boxes_2d"],
      ["********", "dims_log"],
    );
    await expect(detector.detect(await request())).rejects.toThrow(
      /decoder\.onnx.*boxes_2d: side 2 is 3 and should be 4/,
    );
  });

  it("names the size of photo for which there is no encoder, and those for which there is", async () => {
    const detector = await withModel();
    await expect(detector.detect(await request(480, 640))).rejects.toThrow(
      /no encoder for 672 x 896.*896 x 672.*896 x 588/,
    );
  });

  it("is told when no device works, and the processor stands in only where it may", async () => {
    const devices = [{ name: "cuda" as const, deviceId: 99 }];
    const log: string[] = [];
    const strict = await withModel({}, { devices });
    await expect(strict.detect(await request())).rejects.toThrow(/cannot be opened.*cuda/);
    const lenient = await withModel({}, { devices, fallBack: true, log: (line) => log.push(line) });
    expect((await lenient.detect(await request())).detections).toHaveLength(1);
    expect(log.join("\n")).toMatch(/cuda: .*\n.*served by cpu/);
  });
});

describe("what goes wrong with a photo", () => {
  it("is told of that photo alone", async () => {
    const detector = await withModel();
    const good = await request();
    const answers = await Promise.allSettled([
      detector.detect({ ...good, photo: new TextEncoder().encode("<html>") }),
      detector.detect({ ...good, intrinsics: { ...good.intrinsics, width: 1280, height: 960 } }),
      detector.detect(good),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
  });

  it("ends with its signal, and the next one is served", async () => {
    const detector = await withModel({ extraLayers: 20 });
    const control = new AbortController();
    const given = { ...(await request()), signal: control.signal };
    const aborted = detector.detect(given);
    control.abort(new Error("no longer wanted"));
    await expect(aborted).rejects.toThrow("no longer wanted");
    await expect(detector.detect(given)).rejects.toThrow("no longer wanted");
    expect((await detector.detect(await request())).detections).toHaveLength(1);
  });
});

describe("more photos than memory holds", () => {
  /** Waits for full batches, however long photos take to prepare. */
  const patient = { batchSizeMax: 4, batchWaitMilliseconds: 1e6 };

  /** Photos of one crop that differ in their pixels, their cameras and what is asked about them. */
  async function fourRequests(): Promise<DetectionRequest[]> {
    const shades = ["#222222", "#446688", "#999999", "#eeeeee"];
    const given = await Promise.all(shades.map((shade) => request(640, 480, shade)));
    return given.map(({ intrinsics, ...rest }, at) => ({
      ...rest,
      intrinsics: { ...intrinsics, fx: 500 + 10 * at },
      prompts: Array.from({ length: at + 1 }, (_, prompt): Prompt => {
        const rect = [100 + 20 * at, 100, 300 + 10 * prompt, 220] as const;
        return { key: `${at}.${prompt}`, label: "chair", score: 1, place: { kind: "rect", rect } };
      }),
    }));
  }

  const halvings = (log: readonly string[]) =>
    log.flatMap((line) => /memory does not suffice for (.*)/.exec(line)?.[1] ?? []);

  it("go in smaller batches with the same answers, and later photos begin with those", async () => {
    const requests = await fourRequests();
    const single = await withModel({}, { batchSizeMax: 1 });
    const wanted = await Promise.all(requests.map((one) => single.detect(one)));
    const log: string[] = [];
    const options = { ...patient, log: (line: string) => log.push(line) };
    const detector = await withModel({ photosMax: 2 }, options);
    for (let round = 0; round < 2; round++) {
      const answers = await Promise.all(requests.map((one) => detector.detect(one)));
      expect(answers).toEqual(wanted);
      expect(halvings(log)).toEqual(["4 photos at once: now 2"]);
    }
  });

  it("fail one by one, with the reason, where a single one is too much", async () => {
    const log: string[] = [];
    const options = { ...patient, log: (line: string) => log.push(line) };
    const detector = await withModel({ photosMax: 0 }, options);
    const requests = await fourRequests();
    const settled = await Promise.allSettled(requests.map((one) => detector.detect(one)));
    for (const one of settled) {
      expect(one.status).toBe("rejected");
      expect(String((one as PromiseRejectedResult).reason)).toMatch(
        /allocate memory.*A single photo is too much for the device's memory/s,
      );
    }
    expect(halvings(log)).toEqual(["4 photos at once: now 2", "2 photos at once: now 1"]);
  });
});

describe("threads that end", () => {
  const threads: Worker[] = [];
  const remember = (thread: Worker) => threads.push(thread);
  beforeEach(() => void process.on("worker", remember));
  afterEach(() => {
    process.off("worker", remember);
    threads.length = 0;
  });

  it("fail what they had in hand, which can be tried again; what waits goes on in a new one", async () => {
    const detector = await withModel({ extraLayers: 100 }, { batchSizeMax: 1 });
    const given = await request();
    await detector.detect(given);
    const [preparation, inference] = threads;
    const prepared = once(preparation!, "message");
    const outcome = Promise.allSettled(Array.from({ length: 4 }, () => detector.detect(given)));
    // With the first photo prepared the run begins.
    await prepared;
    await new Promise((resolve) => setImmediate(resolve));
    // Nothing that it understands: it breaks on it as soon as the run in hand returns to it.
    inference!.postMessage(null);
    const settled = await outcome;
    const failed = settled.filter(({ status }) => status === "rejected");
    expect(failed).toHaveLength(1);
    expect(String((failed[0] as PromiseRejectedResult).reason)).toContain("can be tried again");
    expect((await detector.detect(given)).detections).toHaveLength(1);
  });

  it("end with the detector, and so does what waits for them", async () => {
    const detector = await withModel({ extraLayers: 100 }, { batchSizeMax: 1 });
    const given = await request();
    await detector.detect(given);
    const asked = Array.from({ length: 10 }, () => detector.detect(given));
    const outcome = Promise.allSettled(asked);
    const ended = threads.map((thread) => once(thread, "exit"));
    await detector.close();
    await Promise.all(ended);
    expect((await outcome).every(({ status }) => status === "rejected")).toBe(true);
    await expect(detector.detect(given)).rejects.toThrow("closed");
  });
});
