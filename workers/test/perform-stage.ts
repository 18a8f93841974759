import type { RunParameters } from "#core/run/run-parameters.ts";
import type { Stage } from "#core/stage.ts";
import { Stage as Stages } from "#core/stage.ts";
import type { Context } from "#server/context.ts";
import { recordProvenance } from "#server/provenance/record-provenance.ts";
import { handlers } from "../handlers.ts";

/** Does one stage for one subject, as a worker would, inside the given transaction. Returns the subjects of the next stage. */
export async function performStage(
  ctx: Context,
  stage: Stage,
  subjectId: string,
  parameters: RunParameters,
): Promise<string[]> {
  const plan = await handlers[stage].plan({ ctx, subjectId, parameters });
  const store = await plan.compute();
  const provenance = await recordProvenance(ctx, {
    stage,
    codeVersion: "test",
    model: null,
    modelHash: null,
    ...plan.provenance,
  });
  await store(ctx, provenance);
  return plan.next(ctx);
}

/** Takes a scene through the pipeline. Returns the subjects that each stage handed on. */
export async function performAllStages(
  ctx: Context,
  sceneId: string,
  parameters: RunParameters,
): Promise<Record<Stage, string[]>> {
  let subjects: string[] = [sceneId];
  const handedOn: [Stage, string[]][] = [];
  for (const stage of Stages.options) {
    const next: string[] = [];
    for (const subject of subjects)
      next.push(...(await performStage(ctx, stage, subject, parameters)));
    handedOn.push([stage, next]);
    subjects = next;
  }
  return Object.fromEntries(handedOn) as Record<Stage, string[]>;
}
