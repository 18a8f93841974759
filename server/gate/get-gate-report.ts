import * as z from "zod";
import { GateVerdict } from "#core/gate/gate-answer.ts";
import type { GateSpending } from "#core/gate/accountability/cost.ts";
import type { GateOutcome } from "#core/gate/accountability/outcome.ts";
import { countOf } from "#core/gate/accountability/outcome.ts";
import { OperationKind } from "#core/operation/operation.ts";
import { CheckName } from "#core/plausibility/finding.ts";
import { RejectReason } from "#core/sample/verdict.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";
import { GateFilter, judgedCandidates, sampleConditions } from "./gate-filter.ts";

/** What a gate said and what people said, and what it cost. */
export type GateReport = {
  /** Alike candidates in one row. Confidences are counted in hundredths, rounded down. */
  readonly outcomes: readonly GateOutcome[];
  readonly spending: GateSpending;
};

const OutcomeRow = z
  .object({
    count: z.coerce.number(),
    operation: OperationKind,
    verdict: GateVerdict,
    said: GateVerdict.nullable(),
    confidence: z.number().nullable(),
    causes: z.array(CheckName),
    auditShare: z.number().nullable(),
    human: z.enum(["accept", "reject"]).nullable(),
    humanReason: RejectReason.nullable(),
    fixed: z.boolean(),
  })
  .transform(({ human, humanReason, fixed, ...outcome }): GateOutcome => ({
    ...outcome,
    human: human && { kind: human, fixed, reason: humanReason },
  }));

/** All that core/gate/accountability needs about one gate. Two statements, whatever the number of candidates. */
export async function getGateReport(ctx: Context, raw: GateFilter): Promise<GateReport> {
  const filter = GateFilter.parse(raw);
  const [outcomes, spending] = await Promise.all([
    readOutcomes(ctx, filter),
    readSpending(ctx, filter),
  ]);
  const accepted = countOf(outcomes.filter(({ human }) => human?.kind === "accept"));
  return { outcomes, spending: { ...spending, candidates: countOf(outcomes), accepted } };
}

async function readOutcomes(ctx: Context, filter: GateFilter): Promise<GateOutcome[]> {
  const apart = Prisma.sql`ARRAY['label', 'instruction']`;
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT count(*) AS count, operation, "verdict", said, "causes", "auditShare", human, "humanReason",
      (floor("confidence"::numeric * 100) / 100)::float8 AS confidence,
      -- Words and label may be others, and the gate's own revision is not a person's.
      CASE WHEN human = 'accept' AND "decidedId" <> "judgedId" THEN (
        SELECT author."kind" = 'person' AND judged."edit" - ${apart} <> decided."edit" - ${apart}
        FROM "Revision" decided, "Revision" judged, "Actor" author
        WHERE decided."id" = "decidedId" AND judged."id" = "judgedId" AND author."id" = decided."actorId"
      ) ELSE FALSE END AS fixed
    FROM (${judgedCandidates(filter)}) candidate
    GROUP BY 2, 3, 4, 5, 6, 7, 8, 9, 10`;
  return z.array(OutcomeRow).parse(rows);
}

async function readSpending(
  ctx: Context,
  filter: GateFilter,
): Promise<Omit<GateSpending, "candidates" | "accepted">> {
  const [row] = await ctx.db.$queryRaw<Record<string, bigint | number | null>[]>`
    SELECT count(*) AS calls, count(*) - count(c."dollars") AS "callsWithoutPrice",
      sum(c."dollars") AS dollars, sum(c."inputTokens") AS "inputTokens",
      sum(c."outputTokens") AS "outputTokens"
    FROM "GateCall" c
    JOIN "Sample" s ON s."id" = c."sampleId"
    JOIN "Frame" f ON f."id" = s."frameId"
    WHERE c."model" = ${filter.gate} AND ${sampleConditions(filter)}`;
  const figure = (name: string) => Number(row?.[name] ?? 0);
  return {
    calls: figure("calls"),
    callsWithoutPrice: figure("callsWithoutPrice"),
    dollars: figure("dollars"),
    inputTokens: figure("inputTokens"),
    outputTokens: figure("outputTokens"),
  };
}
