import * as z from "zod";
import type { GateOptions } from "#core/gate/gate-options.ts";
import { RunParameters } from "#core/run/run-parameters.ts";
import { PipelineStage } from "#core/stage.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { gatePrices, gateServerUrl, hasPrices } from "../gate/gate-server.ts";
import { createTasks } from "../task/create-tasks.ts";
import { ModelNames, withPinnedModels } from "./pin-models.ts";

export const StartRunInput = z.object({
  /** Scenes to run; all when left out. */
  sceneIds: z.array(z.string()).optional(),
  /** Photos to reconstruct anew, from which the run starts then; `sceneIds` says nothing beside them. */
  frameIds: z.array(z.string()).min(1).max(10_000).optional(),
  until: PipelineStage.default("gate-candidate"),
  models: ModelNames,
  /** Most dollars that the gate's model may cost; null: no limit. */
  budgetDollars: z.number().positive().nullable().default(null),
  parameters: RunParameters.prefault({}),
});
export type StartRunInput = z.input<typeof StartRunInput>;

/** Starts the pipeline on the given scenes or photos and returns the run's id. Work already done with the same provenance is skipped. */
export async function startRun(ctx: Context, raw: StartRunInput): Promise<string> {
  const input = StartRunInput.parse(raw);
  const parameters = {
    ...input.parameters,
    reconstructFrame: await withPinnedModels(input.parameters.reconstructFrame, input.models),
  };
  const { budgetDollars } = input;
  requireGate(parameters.gate, budgetDollars);
  return withTransaction(ctx.db, async (tx) => {
    const { stage, subjects } = input.frameIds
      ? { stage: "reconstruct-frame" as const, subjects: await framesOf(tx, input.frameIds) }
      : { stage: "select-frames" as const, subjects: await scenesOf(tx, input.sceneIds) };
    const run = await tx.run.create({
      data: { actorId: ctx.actor.id, until: input.until, budgetDollars, parameters },
    });
    await createTasks(tx, run.id, stage, subjects);
    const after = { ...input, parameters };
    await audit({ ...ctx, db: tx }, { action: "run.start", subjectId: run.id, after });
    return run.id;
  });
}

async function scenesOf(tx: Prisma.TransactionClient, sceneIds: string[] | undefined) {
  const scenes = await tx.scene.findMany({
    where: sceneIds ? { id: { in: sceneIds } } : {},
    select: { id: true },
    orderBy: { id: "asc" },
  });
  const missing = sceneIds?.filter((id) => !scenes.some((scene) => scene.id === id)) ?? [];
  if (missing.length > 0)
    throw new AppError("NOT_FOUND", `no scene ${missing.join(", ")}: import it first`);
  if (scenes.length === 0)
    throw new AppError("PRECONDITION", "there is no scene to run: import one first");
  return scenes.map(({ id }) => ({ subjectId: id, sceneId: id }));
}

async function framesOf(tx: Prisma.TransactionClient, frameIds: string[]) {
  const frames = await tx.frame.findMany({
    where: { id: { in: frameIds }, imageHash: { not: null } },
    select: { id: true, sceneId: true },
  });
  const missing = frameIds.filter((id) => !frames.some((frame) => frame.id === id));
  if (missing.length > 0)
    throw new AppError(
      "NOT_FOUND",
      `no stored photo ${missing.join(", ")}: only photos that were kept can be reconstructed`,
    );
  return frames.map(({ id, sceneId }) => ({ subjectId: id, sceneId }));
}

/** A gate that cannot work is told before the pipeline has run for hours. */
function requireGate(gate: GateOptions, budgetDollars: number | null): void {
  if (gate.kind === "rules") return;
  gateServerUrl();
  if (budgetDollars !== null && !hasPrices(gatePrices()))
    throw new AppError(
      "PRECONDITION",
      "a budget needs prices: set GSI_GATE_PRICE_INPUT and GSI_GATE_PRICE_OUTPUT, dollars for a million tokens",
    );
}
