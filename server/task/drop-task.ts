import type { Context } from "../context.ts";

/** Ends a task in hand whose run was cancelled. */
export async function dropTask(ctx: Context, taskId: string): Promise<void> {
  await ctx.db.task.updateMany({
    where: { id: taskId, state: "running" },
    data: { state: "cancelled", finishedAt: new Date() },
  });
}
