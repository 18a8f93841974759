import * as z from "zod";
import { OperationKind } from "#core/operation/operation.ts";
import { Prisma } from "../../prisma/generated/client.ts";

/** Which of a gate's candidates are looked at. */
export const GateFilter = z.object({
  /** "rules", or the model's name. */
  gate: z.string().min(1).max(200),
  /** Only those that were subjects of this run's gate. */
  runId: z.string().max(64).optional(),
  sceneId: z.string().max(64).optional(),
  operation: OperationKind.optional(),
});
export type GateFilter = z.infer<typeof GateFilter>;

/** The filter as conditions on the tables "Sample" s and "Frame" f. */
export function sampleConditions({ runId, sceneId, operation }: GateFilter): Prisma.Sql {
  const conditions = [Prisma.sql`TRUE`];
  if (sceneId) conditions.push(Prisma.sql`f."sceneId" = ${sceneId}`);
  if (operation) conditions.push(Prisma.sql`s."operationKind" = ${operation}`);
  if (runId)
    conditions.push(Prisma.sql`EXISTS (
      SELECT FROM "Task" t
      WHERE t."runId" = ${runId} AND t."stage" = 'gate-candidate' AND t."subjectId" = s."id")`);
  return Prisma.join(conditions, " AND ");
}

/**
 * One row for each candidate of a gate: its newest verdict there, the newest verdict by a person that was not
 * undone, and with which probability it was drawn. Where another gate has judged a dropped candidate since,
 * that probability is lost and counts as none. Rows are narrow, as all of them are sorted.
 */
export function judgedCandidates(filter: GateFilter): Prisma.Sql {
  return Prisma.sql`
    SELECT s."id" AS "sampleId", s."operationKind" AS operation,
      g."id" AS "verdictId", g."verdict", g.said, g."confidence", g."causes",
      CASE WHEN g."verdict" = 'drop' AND EXISTS (
        SELECT FROM "GateVerdict" later
        WHERE later."sampleId" = g."sampleId" AND later."gate" <> ${filter.gate}
          AND later."createdAt" > g."createdAt"
      ) THEN NULL ELSE s."auditShare" END AS "auditShare",
      v."kind" AS human, v."reason" AS "humanReason",
      g."revisionId" AS "judgedId", v."revisionId" AS "decidedId"
    FROM (
      SELECT DISTINCT ON ("sampleId") "id", "sampleId", "revisionId", "verdict", "confidence", "causes",
        "detail"->'answer'->>'verdict' AS said, "createdAt"
      FROM "GateVerdict" WHERE "gate" = ${filter.gate} ORDER BY "sampleId", "createdAt" DESC
    ) g
    JOIN "Sample" s ON s."id" = g."sampleId"
    JOIN "Frame" f ON f."id" = s."frameId"
    LEFT JOIN (
      SELECT DISTINCT ON ("sampleId") "sampleId", "kind", "reason", "revisionId" FROM "Verdict"
      WHERE "undoneAt" IS NULL AND "kind" IN ('accept', 'reject')
      ORDER BY "sampleId", "createdAt" DESC
    ) v ON v."sampleId" = s."id"
    WHERE ${sampleConditions(filter)}`;
}
