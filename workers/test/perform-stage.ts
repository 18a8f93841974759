import type { RunParameters } from "#core/run/run-parameters.ts";
import type { Provenance } from "#core/provenance.ts";
import type { Stage } from "#core/stage.ts";
import { PipelineStage } from "#core/stage.ts";
import type { Context } from "#server/context.ts";
import { recordProvenance } from "#server/provenance/record-provenance.ts";
import { recordStageResult } from "#server/provenance/record-stage-result.ts";
import { handlers } from "../handlers.ts";
import type { StagePlan } from "../stage-plan.ts";

/** Does one stage for one subject, as a worker would, inside the given transaction. Returns the subjects of the next stage. */
export async function performStage(
  ctx: Context,
  stage: Stage,
  subjectId: string,
  parameters: RunParameters,
  runId = "none",
): Promise<string[]> {
  const plan = await handlers[stage].plan({ ctx, runId, subjectId, parameters });
  const store = await plan.compute();
  const provenanceHash = await recordProvenance(ctx, provenanceOf(stage, plan));
  await store(ctx, provenanceHash);
  await recordStageResult(ctx, { stage, subjectId, variant: plan.variant, provenanceHash });
  return plan.next(ctx);
}

/** With which provenance {@link performStage} would store what a stage plans. */
export function provenanceOf(stage: Stage, { provenance }: StagePlan): Provenance {
  return { stage, codeVersion: "test", model: null, modelHash: null, ...provenance };
}

/** Takes a scene through the pipeline. Returns the subjects that each stage handed on. */
export async function performAllStages(
  ctx: Context,
  sceneId: string,
  parameters: RunParameters,
): Promise<Record<PipelineStage, string[]>> {
  let subjects: string[] = [sceneId];
  const handedOn: [PipelineStage, string[]][] = [];
  for (const stage of PipelineStage.options) {
    const next: string[] = [];
    for (const subject of subjects)
      next.push(...(await performStage(ctx, stage, subject, parameters)));
    handedOn.push([stage, next]);
    subjects = next;
  }
  return Object.fromEntries(handedOn) as Record<PipelineStage, string[]>;
}
