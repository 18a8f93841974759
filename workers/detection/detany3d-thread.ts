import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import type { DecoderOutputName } from "#core/detection/decoder-outputs.ts";
import {
  decoderOutputNames,
  decoderOutputWidths,
  hypothesisCount,
} from "#core/detection/decoder-outputs.ts";
import type { GraphSignature } from "#core/detection/graph-signature.ts";
import { detAny3dDecoder, detAny3dEncoder } from "#core/detection/graph-signature.ts";
import { frameSide } from "#core/metric/frame-896.ts";
import { messageOf } from "#server/errors.ts";
import type { Provider, SessionOptions } from "#server/model/open-session.ts";
import { openSession } from "#server/model/open-session.ts";
import { photoNumbers } from "./prepare-photo.ts";

/** What a thread is started with. */
export type ThreadSettings = {
  readonly folder: string;
  readonly decoder: string;
  readonly session: SessionOptions;
};

/** Photos of one crop with all that is asked about them. */
export type Batch = {
  /** The encoder's file for the crop. */
  readonly encoder: string;
  readonly images: readonly Float32Array<ArrayBuffer>[];
  /** K in rows, 9 numbers a photo. */
  readonly intrinsics: Float32Array<ArrayBuffer>;
  /** 1 a photo where its own camera is to be used, else 0. */
  readonly useIntrinsics: Float32Array<ArrayBuffer>;
  /** Which photo a prompt is about. */
  readonly promptImageIndex: BigInt64Array<ArrayBuffer>;
  readonly promptCoords: Float32Array<ArrayBuffer>;
  readonly promptLabels: BigInt64Array<ArrayBuffer>;
};

export type RawOutputs = Record<DecoderOutputName, Float32Array<ArrayBuffer>>;

/**
 * What the thread is told. It ends as soon as no run is in hand: ONNX Runtime takes the whole process down
 * where a thread is terminated in the middle of a run.
 */
export type ThreadOrder = Batch | "end";

/** What the thread says: that its decoder is open, how a batch came out. */
export type ThreadMessage =
  | { readonly kind: "opened"; readonly provider: Provider; readonly refused: readonly string[] }
  | { readonly kind: "answer"; readonly outputs: RawOutputs; readonly predicted: Float32Array }
  | {
      readonly kind: "fault";
      readonly message: string;
      readonly outOfMemory: boolean;
      /** The images, back for another try. */
      readonly images: readonly Float32Array<ArrayBuffer>[];
    };

/** A prompt takes about 3 MB in the decoder, several times over. */
const promptsAtOnce = 64;

const settings = workerData as ThreadSettings;
const port = parentPort!;
const sessions = new Map<string, Promise<InferenceSession>>();

function sessionOf(file: string, signature: GraphSignature): Promise<InferenceSession> {
  const open =
    sessions.get(file) ??
    openSession(join(settings.folder, file), signature, settings.session).then(
      ({ session, provider, refused }) => {
        port.postMessage({
          kind: "opened",
          provider,
          refused: refused.map(({ provider: { name }, reason }) => `${name}: ${reason}`),
        } satisfies ThreadMessage);
        return session;
      },
    );
  sessions.set(file, open);
  // A file that could not be opened may have been put right since.
  open.catch(() => sessions.delete(file));
  return open;
}

port.on("message", (order: ThreadOrder) => {
  if (order === "end") process.exit();
  void answer(order);
});

async function answer(batch: Batch): Promise<void> {
  try {
    const { outputs, predicted } = await infer(batch);
    port.postMessage(
      { kind: "answer", outputs, predicted } satisfies ThreadMessage,
      Object.values(outputs).map(({ buffer }) => buffer),
    );
  } catch (error) {
    const message = messageOf(error);
    port.postMessage(
      {
        kind: "fault",
        message,
        outOfMemory: /out of memory|failed to allocate memory|ALLOC_FAILED|bad_alloc/i.test(
          message,
        ),
        images: batch.images,
      } satisfies ThreadMessage,
      batch.images.map(({ buffer }) => buffer),
    );
  }
}

/** Kept from batch to batch: fresh pages take longer than filling them. */
let packed = new Float32Array(0);

function sideBySide(images: Batch["images"]): Float32Array {
  const length = images.length * photoNumbers;
  if (packed.length < length) packed = new Float32Array(length);
  images.forEach((image, index) => packed.set(image, index * photoNumbers));
  return packed.subarray(0, length);
}

async function infer(batch: Batch): Promise<{ outputs: RawOutputs; predicted: Float32Array }> {
  const { Tensor } = await import("onnxruntime-node");
  const encoder = await sessionOf(batch.encoder, detAny3dEncoder);
  const count = batch.images.length;
  const [first] = batch.images;
  const pixels = count === 1 ? first! : sideBySide(batch.images);
  const encoded = await encoder.run({
    image: new Tensor("float32", pixels, [count, 3, frameSide, frameSide]),
    intrinsics: new Tensor("float32", batch.intrinsics, [count, 3, 3]),
    use_intrinsics: new Tensor("float32", batch.useIntrinsics, [count]),
  });
  const predicted = numbersOf(encoded, "pred_intrinsics", count * 9);
  const promptCount = batch.promptImageIndex.length;
  const outputs = Object.fromEntries(
    decoderOutputNames.map((name) => [name, new Float32Array(promptCount * perPrompt(name))]),
  ) as RawOutputs;
  // The real decoder cannot answer to no prompt at all.
  for (let from = 0; from < promptCount; from += promptsAtOnce) {
    const to = Math.min(promptCount, from + promptsAtOnce);
    const decoder = await sessionOf(settings.decoder, detAny3dDecoder);
    const decoded = await decoder.run({
      image_embeddings: encoded.image_embeddings!,
      geometry_embeddings: encoded.geometry_embeddings!,
      prompt_image_index: new Tensor("int64", batch.promptImageIndex.slice(from, to), [to - from]),
      prompt_coords: new Tensor("float32", batch.promptCoords.slice(4 * from, 4 * to), [
        to - from,
        2,
        2,
      ]),
      prompt_labels: new Tensor("int64", batch.promptLabels.slice(2 * from, 2 * to), [
        to - from,
        2,
      ]),
    });
    for (const name of decoderOutputNames) {
      const width = perPrompt(name);
      outputs[name].set(numbersOf(decoded, name, (to - from) * width), from * width);
    }
  }
  return { outputs, predicted };
}

function perPrompt(name: DecoderOutputName): number {
  return hypothesisCount * decoderOutputWidths[name];
}

function numbersOf(
  results: Readonly<Record<string, Tensor>>,
  name: string,
  length: number,
): Float32Array {
  const data = results[name]?.data;
  if (!(data instanceof Float32Array) || data.length !== length)
    throw new Error(
      `the model's output "${name}" has ${data?.length ?? "no"} numbers where its contract says ${length}`,
    );
  return data;
}
