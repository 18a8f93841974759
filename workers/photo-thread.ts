import { parentPort } from "node:worker_threads";
import sharp from "sharp";
import type { PhotoWork } from "./photo-work.ts";
import { doPhotoWork } from "./photo-work.ts";

// There is a thread for every core, and no photo is decoded twice.
sharp.concurrency(1);
sharp.cache(false);

// What is thrown here ends the thread and reaches the pool as its error.
parentPort!.on("message", (work: PhotoWork) => void answer(work));

async function answer(work: PhotoWork): Promise<void> {
  parentPort!.postMessage(await doPhotoWork(work));
}
