import type { Context } from "../context.ts";

/** Notes that the answers to some requests are of no use, so that they are asked for again. */
export async function discardGateReplies(
  ctx: Context,
  requestHashes: readonly string[],
  problem: string,
): Promise<void> {
  await ctx.db.gateCall.updateMany({
    where: { requestHash: { in: [...requestHashes] }, problem: null },
    data: { problem },
  });
}
