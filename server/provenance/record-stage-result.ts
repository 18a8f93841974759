import type { Context } from "../context.ts";

/** Notes with which provenance a stage was done for a subject, in the place of an earlier time. `variant`: the backend, where there is a result for each. */
export async function recordStageResult(
  ctx: Context,
  {
    stage,
    subjectId,
    variant = "",
    provenanceHash,
  }: { stage: string; subjectId: string; variant?: string; provenanceHash: string },
): Promise<void> {
  await ctx.db.stageResult.upsert({
    where: { stage_subjectId_variant: { stage, subjectId, variant } },
    create: { stage, subjectId, variant, provenanceHash },
    update: { provenanceHash, stale: false, finishedAt: new Date() },
  });
}
