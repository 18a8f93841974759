import type { GateVerdict } from "#core/gate/gate-answer.ts";
import type { CheckName } from "#core/plausibility/finding.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { sumGateDollars } from "./sum-gate-dollars.ts";

/** How a run's gate is doing. */
export type GateProgress = {
  /** How many went where, by which gate ("rules", or the model's name). */
  verdicts: { gate: string; verdict: GateVerdict; count: number; audited: number }[];
  /** What stood against those that were dropped, the most frequent first. */
  causes: { gate: string; cause: CheckName; count: number }[];
  calls: {
    count: number;
    /** Answers that were of no use. */
    useless: number;
    inputTokens: number;
    outputTokens: number;
    medianLatencyMs: number;
    /** In the minute up to the last one. */
    perMinute: number;
  } | null;
  spent: number;
  budget: number | null;
};

/** What a run's gate has decided so far, what it asked a model and what that cost. */
export async function getGateProgress(ctx: Context, runId: string): Promise<GateProgress> {
  const latest = Prisma.sql`
    SELECT DISTINCT ON (v."sampleId") v."sampleId", v."gate", v."verdict", v."causes"
    FROM "Task" t JOIN "GateVerdict" v ON v."sampleId" = t."subjectId"
    WHERE t."runId" = ${runId} AND t."stage" = 'gate-candidate' AND t."state" IN ('done', 'skipped')
    ORDER BY v."sampleId", v."createdAt" DESC`;
  const verdicts = await ctx.db.$queryRaw<GateProgress["verdicts"]>`
    SELECT v."gate", v."verdict", count(*)::int AS count,
           (count(*) FILTER (WHERE v."verdict" = 'drop' AND s."auditShare" IS NOT NULL))::int AS audited
    FROM (${latest}) v JOIN "Sample" s ON s."id" = v."sampleId"
    GROUP BY 1, 2 ORDER BY 1, 2`;
  const causes = await ctx.db.$queryRaw<GateProgress["causes"]>`
    SELECT v."gate", cause, count(*)::int AS count
    FROM (${latest}) v, unnest(v."causes") AS cause
    WHERE v."verdict" = 'drop' GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`;
  const calls = await getCalls(ctx, runId);
  const { budgetDollars: budget } = await ctx.db.run.findUniqueOrThrow({
    where: { id: runId },
    select: { budgetDollars: true },
  });
  return { verdicts, causes, calls, spent: await sumGateDollars(ctx, runId), budget };
}

async function getCalls(ctx: Context, runId: string): Promise<GateProgress["calls"]> {
  const [row] = await ctx.db.$queryRaw<NonNullable<GateProgress["calls"]>[]>`
    SELECT count(*)::int AS count,
           (count(*) FILTER (WHERE c."problem" IS NOT NULL))::int AS useless,
           coalesce(sum(c."inputTokens"), 0)::float8 AS "inputTokens",
           coalesce(sum(c."outputTokens"), 0)::float8 AS "outputTokens",
           coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY c."latencyMs"), 0) AS "medianLatencyMs",
           (count(*) FILTER (WHERE c."createdAt" > l."at" - interval '1 minute'))::int AS "perMinute"
    FROM "GateCall" c, (SELECT max("createdAt") AS "at" FROM "GateCall" WHERE "runId" = ${runId}) l
    WHERE c."runId" = ${runId}`;
  return row && row.count > 0 ? row : null;
}
