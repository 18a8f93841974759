import * as z from "zod";
import { OperationKind } from "#core/operation/operation.ts";
import type { Diversity } from "#core/gate/diversity.ts";
import { diversityOf } from "#core/gate/diversity.ts";
import type { Context } from "../context.ts";
import type { GateFilter } from "./gate-filter.ts";
import { sampleConditions } from "./gate-filter.ts";

/** How varied the words are that a gate gave to the edits of one kind. */
export type GateWording = { readonly operation: OperationKind; readonly diversity: Diversity };

/** The newest are enough to see how a model words; measures of variety fall with their number anyhow. */
const textsMax = 20_000;

const Row = z.object({ operation: OperationKind, instruction: z.string() });

/** The words of a gate's revisions, measured for each kind of edit that occurs. */
export async function findGateWordings(ctx: Context, filter: GateFilter): Promise<GateWording[]> {
  const rows = await ctx.db.$queryRaw<unknown[]>`
    SELECT s."operationKind" AS operation, r."edit"->>'instruction' AS instruction
    FROM "Revision" r
    JOIN "Sample" s ON s."id" = r."sampleId"
    JOIN "Frame" f ON f."id" = s."frameId"
    WHERE r."actorId" = ${`gate:${filter.gate}`} AND ${sampleConditions(filter)}
    ORDER BY r."createdAt" DESC LIMIT ${textsMax}`;
  const byKind = Map.groupBy(z.array(Row).parse(rows), ({ operation }) => operation);
  return OperationKind.options.flatMap((operation) => {
    const texts = byKind.get(operation)?.map(({ instruction }) => instruction);
    return texts ? [{ operation, diversity: diversityOf(texts) }] : [];
  });
}
