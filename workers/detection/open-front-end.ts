import { Worker } from "node:worker_threads";
import { normalizeLabel } from "#core/scene/label.ts";
import { AppError } from "#server/errors.ts";
import type { Detector2d, FoundPrompts, PromptRequest } from "./detector-2d.ts";
import type { FrontEndMessage, FrontEndSettings, FrontEndWork } from "./front-end-thread.ts";

/**
 * A 2D detector of the registry in a thread of this process, which comes about with its first photo. Photos
 * are looked at one after the other. A thread that dies fails the photo that it had and is replaced. `log` is
 * told which provider serves, and which were refused and why.
 */
export function openFrontEnd(
  settings: FrontEndSettings,
  log: (line: string) => void = () => {},
): Detector2d {
  let thread: Worker | null = null;
  let isClosed = false;
  let turn: Promise<unknown> = Promise.resolve();

  async function look({ photo, labels, signal }: PromptRequest): Promise<FoundPrompts> {
    signal?.throwIfAborted();
    if (isClosed) throw new AppError("CONFLICT", `${settings.kind} was closed`);
    const asked = [...new Set(labels.map(normalizeLabel))].filter((label) => label !== "");
    thread ??= startThread();
    const { prompts, problems } = await ask(thread, { photo, labels: asked });
    return { prompts: prompts.toSorted((a, b) => b.score - a.score), problems };
  }

  function ask(worker: Worker, work: FrontEndWork): Promise<FoundPrompts> {
    return new Promise((resolve, reject) => {
      const dies = (code: number) =>
        reject(
          new AppError("INTERNAL", `the thread of ${settings.kind} ended (${code}): try again`),
        );
      const answers = (message: FrontEndMessage) => {
        if (message.kind === "opened") return sayOpened(message);
        worker.off("message", answers).off("exit", dies);
        if (message.kind === "found") resolve(message.found);
        else reject(new AppError(message.code, message.message));
      };
      worker.on("message", answers).once("exit", dies);
      worker.postMessage(work);
    });
  }

  function startThread(): Worker {
    const worker = new Worker(new URL("./front-end-thread.ts", import.meta.url), {
      workerData: settings,
    });
    worker.on("error", (error) => log(`${settings.kind}: ${String(error)}`));
    worker.on("exit", () => {
      if (thread === worker) thread = null;
    });
    return worker;
  }

  function sayOpened({ provider, refused }: FrontEndMessage & { kind: "opened" }): void {
    for (const one of refused) log(`${settings.kind}: ${one.provider.name}: ${one.reason}`);
    log(`${settings.kind}: served by ${provider.name}`);
  }

  return {
    detect(request) {
      const found = turn.then(() => look(request));
      turn = found.catch(() => {});
      return found;
    },
    async close() {
      isClosed = true;
      // Ended in the middle of a run, ONNX Runtime takes the process down.
      await turn;
      await thread?.terminate();
    },
  };
}
