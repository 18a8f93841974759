import { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { leaseSeconds } from "./lease.ts";

/**
 * Hands the caller the next sample to review, or null when nothing is left. First what they have open already,
 * then what is assigned to them, then what anybody may take; in each by priority, what came back first. What
 * they skipped comes after that, and what others gave up too at the very end. One statement, so two people never get
 * the same sample. With `afterSampleId` (the one in hand) it is the sample that would follow that one.
 */
export async function leaseNextSample(
  ctx: Context,
  { afterSampleId = null }: { afterSampleId?: string | null } = {},
): Promise<{ sampleId: string } | null> {
  const rows = await ctx.db.$queryRaw<{ id: string }[]>(
    nextSampleQuery(ctx.actor.id, afterSampleId),
  );
  return rows[0] ? { sampleId: rows[0].id } : null;
}

/** Each part of COALESCE is looked for only if those before found nothing, and in the order of an index. */
export function nextSampleQuery(me: string, afterSampleId: string | null): Prisma.Sql {
  const free = Prisma.sql`
    s."state" = 'queued' AND s."id" IS DISTINCT FROM ${afterSampleId}
    AND (s."leaseExpiresAt" IS NULL OR s."leaseExpiresAt" < now())`;
  const skips = Prisma.sql`v."actorId" = ${me} AND v."kind" = 'skip' AND v."undoneAt" IS NULL`;
  // The columns that are fixed by WHERE are named too: only then does Postgres see that the index is in this order.
  const first = Prisma.sql`
    ORDER BY s."forLead", s."assigneeId", s."priority" DESC, s."returned" DESC, s."id"
    LIMIT 1 FOR UPDATE OF s SKIP LOCKED`;
  const notSkipped = Prisma.sql`
    NOT EXISTS (SELECT FROM "Verdict" v WHERE v."sampleId" = s."id" AND ${skips})`;
  return Prisma.sql`
    UPDATE "Sample" SET
      "leaseActorId" = ${me},
      "leaseExpiresAt" = now() + make_interval(secs => ${leaseSeconds()})
    WHERE "id" = COALESCE(
      (SELECT s."id" FROM "Sample" s
       WHERE s."leaseActorId" = ${me} AND s."leaseExpiresAt" >= now() AND s."state" = 'queued'
         AND s."id" IS DISTINCT FROM ${afterSampleId}
       ORDER BY s."id" LIMIT 1 FOR UPDATE SKIP LOCKED),
      (SELECT s."id" FROM "Sample" s
       WHERE ${free} AND NOT s."forLead" AND s."assigneeId" = ${me} AND ${notSkipped} ${first}),
      (SELECT s."id" FROM "Sample" s
       WHERE ${free} AND NOT s."forLead" AND s."assigneeId" IS NULL AND ${notSkipped} ${first}),
      (SELECT s."id" FROM (
         SELECT v."sampleId", max(v."createdAt") AS at FROM "Verdict" v WHERE ${skips} GROUP BY 1
       ) skipped JOIN "Sample" s ON s."id" = skipped."sampleId"
       WHERE ${free} AND NOT s."forLead" AND (s."assigneeId" IS NULL OR s."assigneeId" = ${me})
       ORDER BY skipped.at, s."id" LIMIT 1 FOR UPDATE OF s SKIP LOCKED),
      (SELECT s."id" FROM "Sample" s
       WHERE ${free} AND s."forLead" AND s."assigneeId" IS NULL ${first})
    )
    RETURNING "id"`;
}
