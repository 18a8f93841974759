import { isWithin, stageAfter } from "#core/stage.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Task } from "./begin-task.ts";
import { closeRun } from "./close-run.ts";
import { createTasks } from "./create-tasks.ts";

/** How a task ended. */
export type TaskOutcome =
  | {
      readonly state: "done" | "skipped";
      readonly next: readonly string[];
      readonly reason?: string;
    }
  | { readonly state: "failed"; readonly reason: string };

/**
 * Records the end of a task, starts what follows and closes the run when nothing is left, all in the
 * transaction that wrote the task's results.
 */
export async function finishTask(
  tx: Prisma.TransactionClient,
  task: Task,
  outcome: TaskOutcome,
): Promise<void> {
  // The run's row is the turnstile: of two tasks that end at once, the second sees the first as ended.
  await tx.$executeRaw`SELECT 1 FROM "Run" WHERE "id" = ${task.runId} FOR UPDATE`;
  const { count } = await tx.task.updateMany({
    where: { id: task.id, state: { in: ["waiting", "running"] } },
    data: { state: outcome.state, reason: outcome.reason ?? null, finishedAt: new Date() },
  });
  if (count === 0) return;
  const following = stageAfter(task.stage);
  if (outcome.state !== "failed" && following && isWithin(following, task.until)) {
    await createTasks(
      tx,
      task.runId,
      following,
      outcome.next.map((subjectId) => ({ subjectId, sceneId: task.sceneId })),
    );
  }
  await closeRun(tx, task.runId);
}
