import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { modelFrame } from "#core/detection/model-frame.ts";
import { promptInModelFrame } from "#core/detection/model-prompt.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { DetectionRequest } from "#workers/detection/detector-3d.ts";
import { preparePhoto } from "#workers/detection/prepare-photo.ts";

/** What the thread is started with: a contract model, and one batch of photos of one camera. */
export type BareSettings = {
  readonly folder: string;
  readonly threads: number;
  readonly camera: Intrinsics;
  readonly batch: readonly Pick<DetectionRequest, "photo" | "prompts">[];
};

const { folder, threads, camera, batch } = workerData as BareSettings;
const frame = modelFrame(camera);
const open = (file: string) =>
  InferenceSession.create(join(folder, file), {
    executionProviders: ["cpu"],
    intraOpNumThreads: threads,
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
  });
const [encoder, decoder] = [await open("encoder-896x672.onnx"), await open("decoder.onnx")];
const images = await Promise.all(batch.map(({ photo }) => preparePhoto(photo, frame)));
const image = new Float32Array(batch.length * images[0]!.length);
images.forEach((pixels, index) => image.set(pixels, index * pixels.length));
const { fx, fy, cx, cy } = frame.intrinsics;
const k = batch.flatMap(() => [fx, 0, cx, 0, fy, cy, 0, 0, 1]);
const asked = batch.flatMap(({ prompts }, index) =>
  prompts.map((prompt) => ({
    index: BigInt(index),
    ...promptInModelFrame(frame, prompt, { promptExpand: 0 }),
  })),
);
const inputs = {
  image: new Tensor("float32", image, [batch.length, 3, 896, 896]),
  intrinsics: new Tensor("float32", Float32Array.from(k), [batch.length, 3, 3]),
  use_intrinsics: new Tensor("float32", new Float32Array(batch.length).fill(1), [batch.length]),
};
const prompts = {
  prompt_image_index: new Tensor("int64", BigInt64Array.from(asked.map(({ index }) => index)), [
    asked.length,
  ]),
  prompt_coords: new Tensor("float32", Float32Array.from(asked.flatMap(({ coords }) => coords)), [
    asked.length,
    2,
    2,
  ]),
  prompt_labels: new Tensor(
    "int64",
    BigInt64Array.from(asked.flatMap(({ labels }) => labels.map(BigInt))),
    [asked.length, 2],
  ),
};

/** The two graphs on a batch that is packed already: what nobody can do without. */
async function runBatch(): Promise<void> {
  const { image_embeddings, geometry_embeddings } = await encoder.run(inputs);
  await decoder.run({
    image_embeddings: image_embeddings!,
    geometry_embeddings: geometry_embeddings!,
    ...prompts,
  });
}

async function answer(batches: number): Promise<void> {
  const ends = [performance.now()];
  for (let done = 0; done < batches; done++) {
    await runBatch();
    ends.push(performance.now());
  }
  parentPort!.postMessage(ends);
}

parentPort!.on("message", (batches: number) => void answer(batches));
