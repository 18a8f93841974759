import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { decodeDetections } from "#core/detection/decode-detections.ts";
import type { PhotoDetections } from "#core/detection/detection.ts";
import { isModelTold } from "#core/detection/intrinsics-mode.ts";
import type { ManifestOf } from "#core/detection/model-manifest.ts";
import type { ModelFrame } from "#core/detection/model-frame.ts";
import { modelFrame } from "#core/detection/model-frame.ts";
import { promptInModelFrame } from "#core/detection/model-prompt.ts";
import { AppError } from "#server/errors.ts";
import type { Provider } from "#server/model/open-session.ts";
import type {
  Batch,
  RawOutputs,
  ThreadMessage,
  ThreadOrder,
  ThreadSettings,
} from "./detany3d-thread.ts";
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

/** A request on its way through the pool. */
type Job = {
  readonly request: DetectionRequest;
  readonly frame: ModelFrame;
  readonly encoder: string;
  image: Float32Array<ArrayBuffer> | null;
  /** When its photo was ready, by the process's clock. */
  readyAt: number;
  readonly resolve: (answer: PhotoDetections) => void;
  readonly reject: (error: Error) => void;
};

/** A device with its thread, which comes about with its first batch. */
type Device = {
  readonly provider: Provider;
  thread: Worker | null;
  batch: readonly Job[] | null;
  /** Photos at once: halved whenever memory does not suffice. */
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
  const slots = 4 * batchSizeMax * pool.length;
  const waiting: (() => void)[] = [];
  const ready: Job[] = [];
  let inHand = 0;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  async function detect(request: DetectionRequest): Promise<PhotoDetections> {
    const frame = modelFrame(request.intrinsics);
    const encoder = encoderFor(manifest, frame);
    if (inHand >= slots) await new Promise<void>((resolve) => waiting.push(resolve));
    inHand += 1;
    try {
      if (closed) throw closedError();
      request.signal?.throwIfAborted();
      const image = await preparing.prepare({ photo: request.photo, frame });
      request.signal?.throwIfAborted();
      if (closed) throw closedError();
      return await new Promise((resolve, reject) => {
        const job = { request, frame, encoder, image, readyAt: performance.now(), resolve, reject };
        ready.push(job);
        request.signal?.addEventListener("abort", () => {
          const at = ready.indexOf(job);
          if (at >= 0) ready.splice(at, 1);
          reject(request.signal!.reason as Error);
        });
        dispatch();
      });
    } finally {
      inHand -= 1;
      waiting.shift()?.();
    }
  }

  /** Gives every idle device a batch, once it is full or its first photo has waited long enough. */
  function dispatch(): void {
    clearTimeout(timer);
    for (const device of pool) {
      const [first] = ready;
      if (device.batch || !first) continue;
      const alike = ready
        .filter(({ encoder, frame }) => encoder === first.encoder && sameCrop(frame, first.frame))
        .slice(0, device.batchSizeMax);
      const waited = performance.now() - first.readyAt;
      // Nobody else is on the way: waiting brings nothing.
      const more = inHand > ready.length + busyCount();
      if (alike.length < device.batchSizeMax && more && waited < batchWaitMilliseconds) {
        timer = setTimeout(dispatch, batchWaitMilliseconds - waited);
        return;
      }
      for (const job of alike) ready.splice(ready.indexOf(job), 1);
      run(device, alike);
    }
  }

  function busyCount(): number {
    return pool.reduce((sum, { batch }) => sum + (batch?.length ?? 0), 0);
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
        providers: [device.provider, { name: "cpu" }],
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
      const error = closed
        ? closedError()
        : new AppError(
            "INTERNAL",
            `the thread that ran model ${manifest.name} ended in the middle of it (${fault}). The photo can be tried again`,
          );
      for (const job of jobs ?? []) job.reject(error);
      if (!closed) dispatch();
    });
    return thread;
  }

  function settle(device: Device, message: Exclude<ThreadMessage, { kind: "opened" }>): void {
    const jobs = device.batch ?? [];
    device.batch = null;
    if (message.kind === "answer") {
      answerAll(jobs, message.outputs, message.predicted);
    } else if (message.outOfMemory && jobs.length > 1) {
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
      closed = true;
      clearTimeout(timer);
      for (const job of ready.splice(0)) job.reject(closedError());
      await Promise.all([preparing.close(), ...pool.map(({ thread }) => thread && end(thread))]);
    },
  };
}

async function end(thread: Worker): Promise<void> {
  const ended = once(thread, "exit");
  thread.postMessage("end" satisfies ThreadOrder);
  await ended;
}

function closedError(): AppError {
  return new AppError("PRECONDITION", "the detector is closed");
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

function batchOf(jobs: readonly Job[]): { batch: Batch; transfer: ArrayBuffer[] } {
  const intrinsics = new Float32Array(jobs.length * 9);
  const useIntrinsics = new Float32Array(jobs.length);
  const index: bigint[] = [];
  const coords: number[] = [];
  const labels: bigint[] = [];
  jobs.forEach(({ request, frame }, photo) => {
    const { fx, fy, cx, cy } = frame.intrinsics;
    intrinsics.set([fx, 0, cx, 0, fy, cy, 0, 0, 1], photo * 9);
    useIntrinsics[photo] = isModelTold(request.intrinsicsMode) ? 1 : 0;
    for (const prompt of request.prompts) {
      const placed = promptInModelFrame(frame, prompt, { promptExpand: request.promptExpand ?? 0 });
      index.push(BigInt(photo));
      coords.push(...placed.coords);
      labels.push(...placed.labels.map(BigInt));
    }
  });
  const images = jobs.map(({ image }) => image!);
  for (const job of jobs) job.image = null;
  return {
    batch: {
      encoder: jobs[0]!.encoder,
      images,
      intrinsics,
      useIntrinsics,
      promptImageIndex: BigInt64Array.from(index),
      promptCoords: Float32Array.from(coords),
      promptLabels: BigInt64Array.from(labels),
    },
    transfer: images.map(({ buffer }) => buffer),
  };
}

function answerAll(jobs: readonly Job[], outputs: RawOutputs, predicted: Float32Array): void {
  const total = jobs.reduce((sum, { request }) => sum + request.prompts.length, 0);
  let from = 0;
  jobs.forEach(({ request, frame, resolve }, photo) => {
    const to = from + request.prompts.length;
    const own = Object.fromEntries(
      Object.entries(outputs).map(([name, numbers]) => {
        const width = total === 0 ? 0 : numbers.length / total;
        return [name, numbers.subarray(from * width, to * width)];
      }),
    ) as RawOutputs;
    const [fx, , cx, , fy, cy] = predicted.subarray(
      photo * 9,
      photo * 9 + 6,
    ) as unknown as number[];
    const camera = { fx: fx!, fy: fy!, cx: cx!, cy: cy! };
    resolve(decodeDetections(own, request.prompts, frame, camera, request.intrinsicsMode));
    from = to;
  });
}
