import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";

/** Lets a run rest: what is in hand ends, what waits is held until {@link resumeRun}. `reason`: why, where no person asked for it. */
export async function pauseRun(
  ctx: Context,
  { runId, reason = null }: { runId: string; reason?: string | null },
): Promise<void> {
  await withTransaction(ctx.db, async (tx) => {
    const { count } = await tx.run.updateMany({
      where: { id: runId, state: "running" },
      data: { state: "paused", pauseReason: reason },
    });
    if (count === 0) throw new AppError("CONFLICT", "this run is not running any more");
    await audit({ ...ctx, db: tx }, { action: "run.pause", subjectId: runId, after: { reason } });
  });
}
