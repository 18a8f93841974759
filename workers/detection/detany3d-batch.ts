import { decodeDetections } from "#core/detection/decode-detections.ts";
import type { PhotoDetections } from "#core/detection/detection.ts";
import { isModelTold } from "#core/detection/intrinsics-mode.ts";
import type { ModelFrame } from "#core/detection/model-frame.ts";
import { promptInModelFrame } from "#core/detection/model-prompt.ts";
import type { Batch, RawOutputs } from "./detany3d-thread.ts";
import type { DetectionRequest } from "./detector-3d.ts";

/** A request on its way through the pool. */
export type Job = {
  readonly request: DetectionRequest;
  readonly frame: ModelFrame;
  readonly encoder: string;
  image: Float32Array<ArrayBuffer> | null;
  /** When its photo was ready, by the process's clock. */
  readyAt: number;
  readonly resolve: (answer: PhotoDetections) => void;
  readonly reject: (error: Error) => void;
};

/** All that is asked about photos of one crop, for a thread; the photos go over into it. */
export function batchOf(jobs: readonly Job[]): { batch: Batch; transfer: ArrayBuffer[] } {
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

/** Gives every photo of a batch its own part of what the decoder said. */
export function answerAll(
  jobs: readonly Job[],
  outputs: RawOutputs,
  predicted: Float32Array,
): void {
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
