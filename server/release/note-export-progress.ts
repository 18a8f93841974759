import type { Context } from "../context.ts";

/** Notes how many files of an export are written. False when it is not wanted any more: its run was cancelled. */
export async function noteExportProgress(
  ctx: Context,
  {
    exportId,
    runId,
    done,
    total,
  }: { exportId: string; runId: string; done: number; total: number },
): Promise<boolean> {
  const { count } = await ctx.db.storedExport.updateMany({
    where: { id: exportId, runId, run: { state: { in: ["running", "paused"] } } },
    data: { filesDone: done, filesTotal: total },
  });
  return count > 0;
}
