import { parentPort } from "node:worker_threads";
import type { PhotoWork } from "./photo-work.ts";
import { doPhotoWork } from "./photo-work.ts";

// What is thrown here ends the thread and reaches the pool as its error.
parentPort!.on("message", (work: PhotoWork) => void answer(work));

async function answer(work: PhotoWork): Promise<void> {
  parentPort!.postMessage(await doPhotoWork(work));
}
