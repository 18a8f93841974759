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
