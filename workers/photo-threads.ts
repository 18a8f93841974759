import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { mapLimited } from "#server/scene/map-limited.ts";
import type { PhotoResult, PhotoWork } from "./photo-work.ts";

const threadsMax = 8;

/** Does work on photos, one photo a thread at a time; the results are in the order of the work. */
type PhotoThreads = (work: readonly PhotoWork[]) => Promise<PhotoResult[]>;

/**
 * Lends a thread per processor core for work on photos, and ends them afterwards. Decoding and scoring there
 * keeps this thread free for heartbeats, and memory does not grow with the number of photos: each thread holds one.
 */
export async function withPhotoThreads<Result>(
  body: (doWork: PhotoThreads) => Promise<Result>,
): Promise<Result> {
  const threads = Array.from(
    { length: Math.min(threadsMax, availableParallelism()) },
    () => new Worker(new URL("./photo-thread.ts", import.meta.url)),
  );
  const idle = [...threads];
  try {
    return await body((work) =>
      mapLimited(work, threads.length, async (one) => {
        const thread = idle.pop()!;
        const answered = once(thread, "message") as Promise<[PhotoResult]>;
        thread.postMessage(one);
        const [result] = await answered;
        idle.push(thread);
        return result;
      }),
    );
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}
