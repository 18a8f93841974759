import type { Context } from "../context.ts";

/** Notes with which provenance a stage was done for a subject, in the place of an earlier time. */
export async function recordStageResult(
  ctx: Context,
  {
    stage,
    subjectId,
    provenanceHash,
  }: { stage: string; subjectId: string; provenanceHash: string },
): Promise<void> {
  await ctx.db.stageResult.upsert({
    where: { stage_subjectId: { stage, subjectId } },
    create: { stage, subjectId, provenanceHash },
    update: { provenanceHash, stale: false, finishedAt: new Date() },
  });
}
