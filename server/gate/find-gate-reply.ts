import type { Context } from "../context.ts";

/** The answer that was given to the same request before; null where there is none of use. */
export async function findGateReply(ctx: Context, requestHash: string): Promise<unknown> {
  const call = await ctx.db.gateCall.findFirst({
    where: { requestHash, problem: null },
    orderBy: { id: "desc" },
    select: { reply: true },
  });
  return call?.reply ?? null;
}
