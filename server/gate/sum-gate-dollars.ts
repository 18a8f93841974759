import type { Context } from "../context.ts";

/** What a run's gate has cost so far, dollars. */
export async function sumGateDollars(ctx: Context, runId: string): Promise<number> {
  const { _sum } = await ctx.db.gateCall.aggregate({ where: { runId }, _sum: { dollars: true } });
  return _sum.dollars ?? 0;
}
