import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#server/context.ts";
import { AppError } from "#server/errors.ts";
import type { RunProgress } from "#server/run/get-run-progress.ts";
import { OwnWorker } from "./own-worker.ts";
import { tell } from "./print.ts";
import { ProgressLine } from "./progress-line.ts";
import { stopSignal } from "./stop-signal.ts";

const pollMs = 500;

/**
 * Shows a run's progress until it ends, with a worker of our own while no other is alive. False when the
 * person stopped waiting.
 */
export async function waitForRun(ctx: Context, runId: string): Promise<boolean> {
  const { getRunProgress } = await import("#server/run/get-run-progress.ts");
  const { countLiveWorkers } = await import("#server/worker/count-live-workers.ts");
  const line = new ProgressLine();
  const stop = stopSignal();
  let own: OwnWorker | undefined;
  try {
    while (!stop.aborted) {
      const progress = await getRunProgress(ctx, runId);
      if (progress?.state !== "running") return true;
      line.show(describe(progress));
      if (!own && (await countLiveWorkers(ctx)) === 0) own = new OwnWorker();
      if (own?.end)
        throw new AppError("INTERNAL", `the worker ended (${own.end}): see ${own.logFile}`);
      await sleep(pollMs, undefined, { signal: stop }).catch(() => {});
    }
  } finally {
    line.clear();
    await own?.stop();
  }
  tell(
    own
      ? 'Stopped. The run goes on with the next "gsi run --wait" or "npm start".'
      : 'The studio goes on with the run: "gsi status" shows how far it is.',
  );
  return false;
}

function describe({ stages }: RunProgress): string {
  const parts = stages.flatMap(({ stage, waiting, running, done, skipped, failed }) => {
    const ended = done + skipped + failed;
    const total = ended + waiting + running;
    if (total === 0) return [];
    return `${stage} ${ended}/${total}${failed > 0 ? ` (${failed} failed)` : ""}`;
  });
  return parts.join("  ");
}
