import type { Stage } from "#core/stage.ts";
import type { Context } from "../context.ts";

/** A worker that has not been heard from for this long is taken for dead. */
export const workerSilenceSeconds = 10;

/** How many workers are alive; with a stage, of those that do it. */
export async function countLiveWorkers(ctx: Context, stage?: Stage): Promise<number> {
  return ctx.db.workerProcess.count({
    where: {
      lastSeenAt: { gt: new Date(Date.now() - workerSilenceSeconds * 1000) },
      queues: stage && { array_contains: [stage] },
    },
  });
}
