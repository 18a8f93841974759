import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";

/** An answer of a gate's model, with what it took. */
export type GateCallInput = {
  readonly requestHash: string;
  readonly runId: string;
  readonly sampleId: string;
  readonly model: string;
  readonly reply: unknown;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly dollars: number | null;
  readonly latencyMs: number;
};

/** Writes down an answer as soon as it is there, outside of any transaction: it was paid for. */
export async function recordGateCall(ctx: Context, call: GateCallInput): Promise<void> {
  await ctx.db.gateCall.create({
    data: {
      ...call,
      reply: call.reply as Prisma.InputJsonValue,
      latencyMs: Math.round(call.latencyMs),
    },
  });
}

/** The answer that was given to the same request before; null where there is none of use. */
export async function findGateReply(ctx: Context, requestHash: string): Promise<unknown> {
  const call = await ctx.db.gateCall.findFirst({
    where: { requestHash, problem: null },
    orderBy: { id: "desc" },
    select: { reply: true },
  });
  return call?.reply ?? null;
}

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

/** What a run's gate has cost so far, and may cost; dollars. */
export async function getGateSpending(
  ctx: Context,
  runId: string,
): Promise<{ spent: number; budget: number | null }> {
  const { budgetDollars } = await ctx.db.run.findUniqueOrThrow({
    where: { id: runId },
    select: { budgetDollars: true },
  });
  const { _sum } = await ctx.db.gateCall.aggregate({ where: { runId }, _sum: { dollars: true } });
  return { spent: _sum.dollars ?? 0, budget: budgetDollars };
}
