import type { RedetectionDetail, RedetectionJudgement } from "#core/detection/redetection.ts";
import type { Context } from "../context.ts";

/** What a detector said about one revision of a sample. */
export type RedetectionInput = {
  readonly revisionId: string;
  /** The model's name. */
  readonly detector: string;
  readonly modelHash: string;
  readonly provenanceHash: string;
  readonly judged: RedetectionJudgement;
  readonly detail: RedetectionDetail;
};

/** Writes down whether a detector found a revision's source box again, in place of what it said before, as the newest. */
export async function recordRedetection(ctx: Context, said: RedetectionInput): Promise<void> {
  const { revisionId, detector, modelHash, provenanceHash, judged, detail } = said;
  const { found, matches, distance } = judged;
  const row = { modelHash, passed: found, matches, distance, detail, provenanceHash };
  await ctx.db.redetection.upsert({
    where: { revisionId_detector: { revisionId, detector } },
    create: { revisionId, detector, ...row, createdAt: new Date() },
    update: { ...row, createdAt: new Date() },
  });
}
