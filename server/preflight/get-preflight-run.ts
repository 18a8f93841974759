import type { Context } from "../context.ts";
import type { RunProgress } from "../run/get-run-progress.ts";
import { getRunProgress } from "../run/get-run-progress.ts";

/** How far the latest preflight of a draft is; null when there has been none. */
export async function getPreflightRun(ctx: Context, draftId: string): Promise<RunProgress | null> {
  const run = await ctx.db.run.findFirst({
    where: { draftId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  return run && getRunProgress(ctx, run.id);
}
