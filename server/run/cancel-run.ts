import type { Prisma } from "../../prisma/generated/client.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";

/** Stops a run: what is in hand ends, what waits is dropped, what was made stays. */
export async function cancelRun(ctx: Context, runId: string): Promise<void> {
  await withTransaction(ctx.db, async (tx) => {
    await endRun(tx, runId);
    await audit({ ...ctx, db: tx }, { action: "run.cancel", subjectId: runId });
  });
}

/** {@link cancelRun} for verbs that write their own line of the log. */
export async function endRun(tx: Prisma.TransactionClient, runId: string): Promise<void> {
  const { count } = await tx.run.updateMany({
    where: { id: runId, state: { in: ["running", "paused"] } },
    data: { state: "cancelled", pauseReason: null, finishedAt: new Date() },
  });
  if (count === 0) throw new AppError("CONFLICT", "this run is not running any more");
  await tx.task.updateMany({
    where: { runId, state: { in: ["waiting", "held"] } },
    data: { state: "cancelled", finishedAt: new Date() },
  });
}
