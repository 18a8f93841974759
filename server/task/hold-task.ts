import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";

/** Puts a task by while its run is paused, so that resuming finds it. False when the run is not paused. */
export async function holdTask(ctx: Context, taskId: string): Promise<boolean> {
  return withTransaction(ctx.db, async (tx) => {
    // Resuming writes the run's row: it comes before this or sees what this holds.
    const [run] = await tx.$queryRaw<{ state: string }[]>`
      SELECT r."state" FROM "Run" r JOIN "Task" t ON t."runId" = r."id"
      WHERE t."id" = ${taskId} FOR SHARE OF r`;
    if (run?.state !== "paused") return false;
    await tx.task.updateMany({
      where: { id: taskId, state: { in: ["waiting", "running"] } },
      data: { state: "held" },
    });
    return true;
  });
}
