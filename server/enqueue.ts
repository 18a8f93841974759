import { fromPrisma } from "pg-boss";
import type { Prisma } from "../prisma/generated/client.ts";
import type { Stage } from "#core/stage.ts";
import type { StageJob } from "./jobs.ts";
import { queue } from "./queue.ts";

/** Puts stage jobs on the queue as part of the transaction: they exist if and only if it commits. */
export async function enqueue(
  tx: Prisma.TransactionClient,
  stage: Stage,
  payloads: readonly StageJob[],
): Promise<void> {
  if (payloads.length === 0) return;
  const boss = await queue();
  await boss.insert(
    stage,
    payloads.map((data) => ({ data })),
    { db: fromPrisma(tx) },
  );
}
