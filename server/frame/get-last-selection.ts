import { SelectFramesOptions } from "#core/frame/select-frames-options.ts";
import { RunParameters } from "#core/run/run-parameters.ts";
import type { Context } from "../context.ts";

/** With which seed and options a scene's photos were last selected; the defaults when they never were. */
export async function getLastSelection(
  ctx: Context,
  sceneId: string,
): Promise<{ seed: number; options: SelectFramesOptions }> {
  const result = await ctx.db.stageResult.findUnique({
    where: {
      stage_subjectId_variant: { stage: "select-frames", subjectId: sceneId, variant: "" },
    },
  });
  const provenance =
    result && (await ctx.db.provenance.findUnique({ where: { hash: result.provenanceHash } }));
  return {
    seed: provenance?.seed ?? RunParameters.parse({}).seed,
    options: SelectFramesOptions.parse(provenance?.parameters ?? {}),
  };
}
