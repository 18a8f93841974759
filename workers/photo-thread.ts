import { parentPort } from "node:worker_threads";
import type { PhotoWork } from "./photo-work.ts";
import { doPhotoWork } from "./photo-work.ts";

// What is thrown here ends the thread and reaches the pool as its error.
parentPort!.on("message", async (work: PhotoWork) => {
  parentPort!.postMessage(await doPhotoWork(work));
});
