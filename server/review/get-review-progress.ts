import { VerdictKind, VerdictReason } from "#core/sample/verdict.ts";
import type { Context } from "../context.ts";
import { countSamples } from "../sample/count-samples.ts";

export type ReviewProgress = {
  /** Samples that people decided. */
  done: number;
  /** Samples that wait for a person. */
  left: number;
  /** The caller's latest verdicts that stand, newest first. */
  mine: {
    sampleId: string;
    kind: VerdictKind;
    reason: VerdictReason | null;
    at: Date;
    label: string;
    thumbHash: string | null;
  }[];
};

/** How far the review is, and what the caller did last. */
export async function getReviewProgress(ctx: Context): Promise<ReviewProgress> {
  const [count, mine] = await Promise.all([
    countSamples(ctx),
    ctx.db.verdict.findMany({
      where: { actorId: ctx.actor.id, undoneAt: null },
      orderBy: { createdAt: "desc" },
      take: 30,
      include: { revision: { select: { afterHash: true } }, sample: { select: { label: true } } },
    }),
  ]);
  return {
    done: count("accepted") + count("rejected"),
    left: count("queued"),
    mine: mine.map((verdict) => ({
      sampleId: verdict.sampleId,
      kind: VerdictKind.parse(verdict.kind),
      reason: VerdictReason.nullable().parse(verdict.reason),
      at: verdict.createdAt,
      label: verdict.sample.label,
      thumbHash: verdict.revision.afterHash,
    })),
  };
}
