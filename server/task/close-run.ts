import type { Prisma } from "../../prisma/generated/client.ts";

/** Ends a run when none of its tasks is left to be done. */
export async function closeRun(tx: Prisma.TransactionClient, runId: string): Promise<void> {
  const open = await tx.task.findFirst({
    where: { runId, state: { in: ["waiting", "held", "running"] } },
    select: { id: true },
  });
  if (open) return;
  await tx.run.updateMany({
    where: { id: runId, state: { in: ["running", "paused"] } },
    data: { state: "done", pauseReason: null, finishedAt: new Date() },
  });
}
