import { afterAll, beforeEach } from "vitest";
import type { GateAnswer } from "#core/gate/gate-answer.ts";
import { GateDetail } from "#core/gate/gate-detail.ts";
import type { GateOptions } from "#core/gate/gate-options.ts";
import { RunParameters } from "#core/run/run-parameters.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { Context } from "#server/context.ts";
import { chairToTheLeft, createSample, createScene } from "#server/test/factories.ts";
import { inRollback } from "#server/test/in-rollback.ts";
import { closeGateChat } from "../gate/gate-chat.ts";
import type { ChatAct, ChatAsked } from "./chat-server.ts";
import { startChatServer } from "./chat-server.ts";
import { performStage } from "./perform-stage.ts";
import type { AskedOf } from "./stand-in-model.ts";
import { askedOf, goodAnswer } from "./stand-in-model.ts";

export const key = "sk-never-to-be-seen-4711";

/** The model that a test file asks: what it does with the n-th request of a test, and what it was asked. */
export type TestedModel = {
  act: (asked: ChatAsked, index: number) => ChatAct;
  asked: ChatAsked[];
};

/** Starts a model server for a test file, which this process takes for the gate's. Before each test it answers well. */
export async function startModel(): Promise<TestedModel> {
  const model: TestedModel = { act: says(), asked: [] };
  const server = await startChatServer((request) => {
    model.asked.push(request);
    return model.act(request, model.asked.length - 1);
  });
  // Read once, when somebody first asks for it.
  process.env.GSI_GATE_URL = server.url;
  process.env.GSI_GATE_KEY = key;
  process.env.GSI_GATE_PRICE_INPUT = "2";
  process.env.GSI_GATE_PRICE_OUTPUT = "8";
  beforeEach(() => {
    model.asked = [];
    model.act = says();
  });
  afterAll(async () => {
    closeGateChat();
    await server.close();
  });
  return model;
}

/** A model that answers well but for what a test has it say. */
export function says(...others: (Partial<GateAnswer> | ((of: AskedOf) => Partial<GateAnswer>))[]) {
  return (request: ChatAsked, index: number): ChatAct => {
    const of = askedOf(request);
    const other = others[Math.min(index, others.length - 1)] ?? {};
    const answer = goodAnswer(of, typeof other === "function" ? other(of) : other);
    return { say: JSON.stringify(answer) };
  };
}

/** Says these texts, one after the other, and then answers well. */
export function texts(...given: (string | ((good: string) => string))[]) {
  return (request: ChatAsked, index: number): ChatAct => {
    const good = JSON.stringify(goodAnswer(askedOf(request)));
    const text = given[index] ?? good;
    return { say: typeof text === "string" ? text : text(good) };
  };
}

export type Case = { ctx: Context; sampleId: string; runId: string };

/** A candidate that the rules let through, and a run that it belongs to. */
export const withCandidate = (
  test: (given: Case) => Promise<void>,
  { edit, budget = null }: { edit?: Partial<Edit>; budget?: number | null } = {},
) =>
  inRollback(async (ctx) => {
    const { frameId } = await createScene(ctx);
    const sampleId = await createSample(ctx, frameId, {
      state: "rendered",
      edit: { ...chairToTheLeft(), ...edit },
    });
    const { id: runId } = await ctx.db.run.create({
      data: {
        actorId: ctx.actor.id,
        until: "gate-candidate",
        parameters: {},
        budgetDollars: budget,
      },
    });
    await test({ ctx, sampleId, runId });
  });

export function gate({ ctx, sampleId, runId }: Case, options: Partial<GateOptions> = {}) {
  const parameters = RunParameters.parse({ gate: { kind: "mllm", model: "seer", ...options } });
  return performStage(ctx, "gate-candidate", sampleId, parameters, runId);
}

export async function outcomeOf({ ctx, sampleId }: Case) {
  const row = await ctx.db.sample.findUniqueOrThrow({
    where: { id: sampleId },
    include: { gateVerdicts: true, currentRevision: true, gateCalls: true },
  });
  const [verdict] = row.gateVerdicts;
  return {
    state: row.state,
    label: row.label,
    auditShare: row.auditShare,
    instruction: (row.currentRevision!.edit as { instruction: string }).instruction,
    revision: row.currentRevision!.number,
    verdict: verdict?.verdict ?? null,
    gate: verdict?.gate,
    causes: verdict?.causes,
    reasons: verdict?.reasons,
    detail: verdict?.detail ? GateDetail.parse(verdict.detail) : null,
    calls: row.gateCalls.length,
  };
}
