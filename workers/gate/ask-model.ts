import type { Context } from "#server/context.ts";
import { AppError } from "#server/errors.ts";
import { findGateReply } from "#server/gate/find-gate-reply.ts";
import { recordGateCall } from "#server/gate/record-gate-call.ts";
import { sumGateDollars } from "#server/gate/sum-gate-dollars.ts";
import type { Prices } from "#server/gate/gate-server.ts";
import { pauseRun } from "#server/run/pause-run.ts";
import { RunPaused } from "../stage-plan.ts";
import { ChatReply } from "./chat-reply.ts";
import type { ChatRequest } from "./chat-request.ts";
import { requestHash } from "./chat-request.ts";
import type { Chat } from "./open-chat.ts";

/** For what questions are asked and paid. */
export type Asking = {
  readonly ctx: Context;
  readonly runId: string;
  readonly sampleId: string;
  readonly chat: Chat;
  readonly prices: Prices;
};

/** About as many as a picture of 1024 x 768 takes with the usual models. */
const tokensOfPicture = 1500;
const lettersOfToken = 4;

/** What this process has asked for a run and not been answered yet, with what an answer has cost at most. */
const running = new Map<string, { open: number; dearest: number }>();

/**
 * Asks the model, unless the same was answered before. An answer is written down at once, so that nothing is
 * paid for twice.
 *
 * @throws {@link RunPaused} when the answer might cost more than is left of the run's budget; the run is paused then.
 */
export async function askModel(asking: Asking, request: ChatRequest): Promise<ChatReply> {
  const { ctx, runId, sampleId, chat, prices } = asking;
  const hash = requestHash(request);
  const known = await findGateReply(ctx, hash);
  if (known !== null) return ChatReply.parse(known);
  const state = running.get(runId) ?? { open: 0, dearest: dollarsAtMost(request, prices) };
  running.set(runId, state);
  const turn = { isOpen: false, budget: null as number | null };
  try {
    const { latencyMs, ...reply } = await chat.ask(request, {
      async onTurn() {
        turn.isOpen = true;
        state.open += 1;
        turn.budget = await requireBudget(asking, state);
      },
    });
    const dollars = reply.usage && dollarsOf(reply.usage, prices);
    await recordGateCall(ctx, {
      requestHash: hash,
      runId,
      sampleId,
      model: request.model,
      reply,
      inputTokens: reply.usage?.input ?? null,
      outputTokens: reply.usage?.output ?? null,
      dollars,
      latencyMs,
    });
    if (turn.budget !== null && dollars === null)
      throw new AppError(
        "PRECONDITION",
        "the model server does not count tokens, so that no budget can be kept: run without one",
      );
    state.dearest = Math.max(state.dearest, dollars ?? 0);
    return reply;
  } finally {
    if (turn.isOpen) state.open -= 1;
  }
}

async function requireBudget(
  { ctx, runId }: Asking,
  { open, dearest }: { open: number; dearest: number },
): Promise<number | null> {
  const { budgetDollars: budget } = await ctx.db.run.findUniqueOrThrow({
    where: { id: runId },
    select: { budgetDollars: true },
  });
  if (budget === null) return null;
  const spent = await sumGateDollars(ctx, runId);
  if (spent + open * dearest <= budget) return budget;
  const reason = `the gate's budget of $${budget} is used up: $${spent.toFixed(4)} are spent, and an answer may cost $${dearest.toFixed(4)}`;
  await pauseRun(ctx, { runId, reason }).catch((error: unknown) => {
    // Another task was quicker.
    if (!(error instanceof AppError && error.code === "CONFLICT")) throw error;
  });
  throw new RunPaused(reason);
}

function dollarsOf({ input, output }: { input: number; output: number }, prices: Prices): number {
  return (input * prices.input + output * prices.output) / 1e6;
}

function dollarsAtMost(request: ChatRequest, prices: Prices): number {
  const turns = request.turns.reduce((sum, { text }) => sum + text.length, 0);
  const letters = request.system.length + request.user.length + turns;
  const input = letters / lettersOfToken + request.pictures.length * tokensOfPicture;
  return dollarsOf({ input, output: request.maxOutputTokens }, prices);
}
