import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { PhotoDetections } from "#core/detection/detection.ts";
import type { ManifestOf } from "#core/detection/model-manifest.ts";
import type { ModelFrame } from "#core/detection/model-frame.ts";
import { modelFrame } from "#core/detection/model-frame.ts";
import { AppError } from "#server/errors.ts";
import type { Provider } from "#server/model/open-session.ts";
import type { ThreadMessage, ThreadOrder, ThreadSettings } from "./detany3d-thread.ts";
import type { Job } from "./detany3d-batch.ts";
import { answerAll, batchOf } from "./detany3d-batch.ts";
import { atMost } from "../http/at-most.ts";
import type { DetectionRequest, Detector3d } from "./detector-3d.ts";
import { PrepareThreads } from "./prepare-threads.ts";

export type DetAny3dOptions = {
  /** Folder of the model's files. */
  readonly folder: string;
  readonly manifest: ManifestOf<"detany3d/1">;
  /** What computes: a thread each. */
  readonly devices?: readonly Provider[];
  /** Whether the processor stands in for a device that does not work. */
  readonly fallBack?: boolean;
  readonly batchSizeMax?: number;
  /** How long the first photo of a batch waits for others. */
  readonly batchWaitMilliseconds?: number;
  /** Threads of the processor for one operator; all cores when left out. */
  readonly threads?: number;
  /** Is told which provider serves, and which were refused and why. */
  readonly log?: (line: string) => void;
};

export type DetAny3dPool = Detector3d & {
  /** The threads that stand ready with a model now. */
  threads(): Worker[];
};

/** A device with its thread, which comes about with its first batch. */
type Device = {
  readonly provider: Provider;
  thread: Worker | null;
  batch: readonly Job[] | null;
  /** Photos at once: halved whenever memory does not suffice, and not raised again. */
  batchSizeMax: number;
};

/**
 * A DetAny3D model in threads of this process: photos are prepared in threads of their own while the devices
 * compute, photos of one crop are batched, and at most four batches per device are in hand; who asks for
 * more waits. A thread that dies fails the photos it had and is replaced.
 */
export function openDetAny3d({
  folder,
  manifest,
  devices = [{ name: "cpu" }],
  fallBack = false,
  batchSizeMax = 8,
  batchWaitMilliseconds = 50,
  threads,
  log = () => {},
}: DetAny3dOptions): DetAny3dPool {
  const pool: Device[] = devices.map((provider) => ({
    provider,
    thread: null,
    batch: null,
    batchSizeMax,
  }));
  const preparing = new PrepareThreads(Math.min(4, Math.max(1, availableParallelism() - 1)));
  const slots = atMost(4 * batchSizeMax * pool.length);
  const closing = new AbortController();
  const ready: Job[] = [];
  let preparingCount = 0;
  let timer: NodeJS.Timeout | undefined;

  async function detect(request: DetectionRequest): Promise<PhotoDetections> {
    const frame = modelFrame(request.intrinsics);
    const encoder = encoderFor(manifest, frame);
    const signal = AbortSignal.any([closing.signal, ...(request.signal ? [request.signal] : [])]);
    return slots(signal, async () => {
      preparingCount += 1;
      const image = await preparing
        .prepare({ photo: request.photo, frame })
        .finally(() => (preparingCount -= 1));
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<PhotoDetections>();
      const job = { request, frame, encoder, image, readyAt: performance.now(), resolve, reject };
      const leave = () => {
        const at = ready.indexOf(job);
        if (at >= 0) ready.splice(at, 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener("abort", leave);
      ready.push(job);
      dispatch();
      return promise.finally(() => signal.removeEventListener("abort", leave));
    });
  }

  /** Gives every idle device a batch, once it is full or its first photo has waited long enough. */
  function dispatch(): void {
    clearTimeout(timer);
    for (const device of pool) {
      const [first] = ready;
      if (device.batch || !first) continue;
      const alike = ready
        .filter(({ frame }) => sameCrop(frame, first.frame))
        .slice(0, device.batchSizeMax);
      const waited = performance.now() - first.readyAt;
      // With nobody else on the way, waiting brings nothing.
      const mayGrow = preparingCount > 0 && alike.length < device.batchSizeMax;
      if (mayGrow && waited < batchWaitMilliseconds) {
        timer = setTimeout(dispatch, batchWaitMilliseconds - waited);
        return;
      }
      for (const job of alike) ready.splice(ready.indexOf(job), 1);
      run(device, alike);
    }
  }

  function run(device: Device, jobs: readonly Job[]): void {
    device.batch = jobs;
    const { batch, transfer } = batchOf(jobs);
    device.thread ??= startThread(device);
    device.thread.postMessage(batch, transfer);
  }

  function startThread(device: Device): Worker {
    const settings: ThreadSettings = {
      folder,
      decoder: manifest.decoder,
      session: {
        providers: [device.provider],
        fallBack,
        ...(threads === undefined ? {} : { threads }),
      },
    };
    const thread = new Worker(new URL("./detany3d-thread.ts", import.meta.url), {
      workerData: settings,
    });
    thread.on("message", (message: ThreadMessage) => {
      if (message.kind !== "opened") return settle(device, message);
      for (const reason of message.refused) log(`${manifest.name}: ${reason}`);
      log(
        `${manifest.name}: served by ${message.provider.name} ${message.provider.deviceId ?? ""}`,
      );
    });
    let fault = "it was ended";
    thread.on("error", (error) => (fault = error.message));
    thread.on("exit", () => {
      if (device.thread !== thread) return;
      device.thread = null;
      const jobs = device.batch;
      device.batch = null;
      const error = new AppError(
        "INTERNAL",
        `the thread that ran model ${manifest.name} ended in the middle of it (${fault}). The photo can be tried again`,
      );
      for (const job of jobs ?? []) job.reject(error);
      dispatch();
    });
    return thread;
  }

  function settle(device: Device, message: Exclude<ThreadMessage, { kind: "opened" }>): void {
    const jobs = device.batch ?? [];
    device.batch = null;
    if (message.kind === "answer") {
      // The device goes on while boxes are made of what it answered.
      dispatch();
      answerAll(jobs, message.outputs, message.predicted);
      return;
    }
    if (message.outOfMemory && jobs.length > 1) {
      device.batchSizeMax = Math.floor(jobs.length / 2);
      log(
        `${manifest.name}: memory does not suffice for ${jobs.length} photos at once: now ${device.batchSizeMax}`,
      );
      jobs.forEach((job, index) => (job.image = message.images[index]!));
      ready.unshift(...jobs);
    } else {
      const advice = message.outOfMemory
        ? ". A single photo is too much for the device's memory"
        : "";
      const error = new AppError("INTERNAL", `model ${manifest.name}: ${message.message}${advice}`);
      for (const job of jobs) job.reject(error);
    }
    dispatch();
  }

  return {
    detect,
    threads: () => pool.flatMap(({ thread }) => thread ?? []),
    async close() {
      closing.abort(new AppError("PRECONDITION", "the detector is closed"));
      clearTimeout(timer);
      await Promise.all([preparing.close(), ...pool.map(({ thread }) => thread && end(thread))]);
    },
  };
}

async function end(thread: Worker): Promise<void> {
  const ended = once(thread, "exit");
  thread.postMessage("end" satisfies ThreadOrder);
  await ended;
}

function sameCrop({ content: a }: ModelFrame, { content: b }: ModelFrame): boolean {
  return a.width === b.width && a.height === b.height;
}

function encoderFor({ name, encoders }: ManifestOf<"detany3d/1">, { content }: ModelFrame): string {
  const found = encoders.find(
    ({ cropWidth, cropHeight }) => cropWidth === content.width && cropHeight === content.height,
  );
  if (found) return found.file;
  const known = encoders.map(({ cropWidth, cropHeight }) => `${cropWidth} x ${cropHeight}`);
  throw new AppError(
    "PRECONDITION",
    `model ${name} has no encoder for ${content.width} x ${content.height}, only for ${known.join(", ")}: export one for that size and add the model again`,
  );
}
