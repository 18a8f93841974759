import * as z from "zod";
import { SelectFramesOptions } from "#core/frame/select-frames-options.ts";
import { RunParameters } from "#core/run/run-parameters.ts";
import type { Context } from "../context.ts";

/** How a scene's photos were selected. */
export type LastSelection = {
  seed: number;
  options: SelectFramesOptions;
  /** Labels taken for movable in the scene although the list says that they stay. */
  includedLabels: string[];
};

const IncludedLabels = z.object({ includedLabels: z.array(z.string()).default([]) });

/** With which seed, options and labels a scene's photos were last selected; the defaults when they never were. */
export async function getLastSelection(ctx: Context, sceneId: string): Promise<LastSelection> {
  const result = await ctx.db.stageResult.findUnique({
    where: {
      stage_subjectId_variant: { stage: "select-frames", subjectId: sceneId, variant: "" },
    },
  });
  const provenance =
    result && (await ctx.db.provenance.findUnique({ where: { hash: result.provenanceHash } }));
  const parameters = provenance?.parameters ?? {};
  return {
    seed: provenance?.seed ?? RunParameters.parse({}).seed,
    options: SelectFramesOptions.parse(parameters),
    ...IncludedLabels.parse(parameters),
  };
}
