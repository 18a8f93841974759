import { parentPort } from "node:worker_threads";
import sharp from "sharp";
import type { ModelFrame } from "#core/detection/model-frame.ts";
import { messageOf } from "#server/errors.ts";
import { preparePhoto } from "./prepare-photo.ts";

sharp.concurrency(1);
sharp.cache(false);

/** A photo to prepare, and the answer of the thread. */
export type PrepareWork = { readonly photo: Uint8Array; readonly frame: ModelFrame };
export type Prepared = { readonly image: Float32Array<ArrayBuffer> } | { readonly fault: string };

parentPort!.on("message", (work: PrepareWork) => void answer(work));

async function answer({ photo, frame }: PrepareWork): Promise<void> {
  try {
    const image = await preparePhoto(photo, frame);
    parentPort!.postMessage({ image } satisfies Prepared, [image.buffer]);
  } catch (error) {
    parentPort!.postMessage({ fault: messageOf(error) } satisfies Prepared);
  }
}
