import { Worker } from "node:worker_threads";
import { AppError } from "#server/errors.ts";
import type { Prepared, PrepareWork } from "./prepare-thread.ts";

type Order = {
  readonly work: PrepareWork;
  readonly resolve: (image: Float32Array<ArrayBuffer>) => void;
  readonly reject: (error: Error) => void;
};

/** Threads that turn photos into what an encoder takes, one photo each at a time; they start when needed. */
export class PrepareThreads {
  readonly #threadsMax: number;
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Order>();
  readonly #queue: Order[] = [];
  #closed = false;

  constructor(threadsMax: number) {
    this.#threadsMax = threadsMax;
  }

  prepare(work: PrepareWork): Promise<Float32Array<ArrayBuffer>> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ work, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const closed = new AppError("PRECONDITION", "the detector is closed");
    for (const { reject } of this.#queue.splice(0)) reject(closed);
    await Promise.all([...this.#idle, ...this.#busy.keys()].map((thread) => thread.terminate()));
  }

  #next(): void {
    if (this.#closed || this.#queue.length === 0) return;
    const thread =
      this.#idle.pop() ?? (this.#busy.size < this.#threadsMax ? this.#start() : undefined);
    if (!thread) return;
    const order = this.#queue.shift()!;
    this.#busy.set(thread, order);
    thread.postMessage(order.work);
  }

  #start(): Worker {
    const thread = new Worker(new URL("./prepare-thread.ts", import.meta.url));
    thread.on("message", (answer: Prepared) => {
      const order = this.#busy.get(thread);
      this.#busy.delete(thread);
      this.#idle.push(thread);
      if ("image" in answer) order?.resolve(answer.image);
      else order?.reject(new AppError("INVALID", answer.fault));
      this.#next();
    });
    let fault = "it was ended";
    thread.on("error", (error) => (fault = error.message));
    thread.on("exit", () => {
      const order = this.#busy.get(thread);
      this.#busy.delete(thread);
      if (this.#idle.includes(thread)) this.#idle.splice(this.#idle.indexOf(thread), 1);
      order?.reject(
        new AppError(
          "INTERNAL",
          `the thread that prepared the photo ended (${fault}). The photo can be tried again`,
        ),
      );
      this.#next();
    });
    return thread;
  }
}
