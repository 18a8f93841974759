import * as z from "zod";
import { OperationKind } from "#core/operation/operation.ts";
import { RejectReason } from "#core/sample/verdict.ts";
import type { Context } from "../context.ts";
import { GateFilter, judgedCandidates } from "./gate-filter.ts";

/** A sample about which a gate and a person are of different minds. */
const Disagreement = z.object({
  sampleId: z.string(),
  operation: OperationKind,
  instruction: z.string(),
  /** 0 to 1; null where the gate states none. */
  confidence: z.number().nullable(),
  /** What the gate has against it, in sentences. */
  gateReasons: z.array(z.string()),
  /** Why the person rejected it; null where it was accepted. */
  humanReason: RejectReason.nullable(),
});
export type Disagreement = z.infer<typeof Disagreement>;

export type Disagreements = {
  readonly droppedAccepted: readonly Disagreement[];
  readonly keptRejected: readonly Disagreement[];
};

/** The first samples that the gate dropped and a person accepted, and the other way round; the surest verdicts first. */
export async function findDisagreements(
  ctx: Context,
  raw: GateFilter,
  limit = 20,
): Promise<Disagreements> {
  const filter = GateFilter.parse(raw);
  const find = async (verdict: "drop" | "keep", human: "accept" | "reject") => {
    const rows = await ctx.db.$queryRaw<unknown[]>`
      SELECT first."sampleId", first.operation, r."edit"->>'instruction' AS instruction,
        first."confidence", g."reasons" AS "gateReasons", first."humanReason"
      FROM (
        SELECT * FROM (${judgedCandidates(filter)}) judged
        WHERE "verdict" = ${verdict} AND human = ${human}
        ORDER BY "confidence" DESC NULLS LAST, "sampleId" LIMIT ${limit}
      ) first
      JOIN "GateVerdict" g ON g."id" = first."verdictId"
      JOIN "Sample" s ON s."id" = first."sampleId"
      JOIN "Revision" r ON r."id" = s."currentRevisionId"
      ORDER BY first."confidence" DESC NULLS LAST, first."sampleId"`;
    return z.array(Disagreement).parse(rows);
  };
  const [droppedAccepted, keptRejected] = await Promise.all([
    find("drop", "accept"),
    find("keep", "reject"),
  ]);
  return { droppedAccepted, keptRejected };
}
