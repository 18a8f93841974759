import type { Context } from "../context.ts";
import { leaseSeconds } from "./lease.ts";

/**
 * Hands the caller the next sample to review, or null when nothing is left. What they have open already
 * comes first; what they skipped comes last. One statement, so two people never get the same sample.
 * With `afterSampleId` (the one in hand) it is the sample that would follow that one.
 */
export async function leaseNextSample(
  ctx: Context,
  { afterSampleId = null }: { afterSampleId?: string | null } = {},
): Promise<{ sampleId: string } | null> {
  const me = ctx.actor.id;
  // Each part of COALESCE is looked for only if those before found nothing, and by an index.
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    UPDATE "Sample" SET
      "leaseActorId" = ${me},
      "leaseExpiresAt" = now() + make_interval(secs => ${leaseSeconds})
    WHERE "id" = COALESCE(
      (SELECT s."id" FROM "Sample" s
       WHERE s."leaseActorId" = ${me} AND s."leaseExpiresAt" >= now() AND s."state" = 'queued'
         AND s."id" IS DISTINCT FROM ${afterSampleId}
       ORDER BY s."id" LIMIT 1 FOR UPDATE SKIP LOCKED),
      (SELECT s."id" FROM "Sample" s
       WHERE s."state" = 'queued' AND s."id" IS DISTINCT FROM ${afterSampleId}
         AND (s."leaseExpiresAt" IS NULL OR s."leaseExpiresAt" < now())
         AND NOT EXISTS (
           SELECT FROM "Verdict" v
           WHERE v."sampleId" = s."id" AND v."actorId" = ${me} AND v."kind" = 'skip' AND v."undoneAt" IS NULL)
       ORDER BY s."id" LIMIT 1 FOR UPDATE SKIP LOCKED),
      (SELECT s."id" FROM (
         SELECT v."sampleId", max(v."createdAt") AS at FROM "Verdict" v
         WHERE v."actorId" = ${me} AND v."kind" = 'skip' AND v."undoneAt" IS NULL GROUP BY 1
       ) skipped JOIN "Sample" s ON s."id" = skipped."sampleId"
       WHERE s."state" = 'queued' AND s."id" IS DISTINCT FROM ${afterSampleId}
         AND (s."leaseExpiresAt" IS NULL OR s."leaseExpiresAt" < now())
       ORDER BY skipped.at, s."id" LIMIT 1 FOR UPDATE OF s SKIP LOCKED)
    )
    RETURNING "id"`;
  return rows[0] ? { sampleId: rows[0].id } : null;
}
