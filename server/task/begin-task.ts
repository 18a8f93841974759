import { RunParameters } from "#core/run/run-parameters.ts";
import { Stage } from "#core/stage.ts";
import type { Context } from "../context.ts";
import { holdTask } from "./hold-task.ts";

/** A task in hand, with what its run asked for. */
export type Task = {
  id: string;
  runId: string;
  stage: Stage;
  subjectId: string;
  sceneId: string | null;
  until: Stage;
  parameters: RunParameters;
};

/**
 * Takes a task in hand. Null when there is nothing to do: it was finished by another worker, its run was
 * cancelled or is paused (then the task is held), or its scene is gone.
 */
export async function beginTask(ctx: Context, taskId: string): Promise<Task | null> {
  const take = () =>
    ctx.db.task.updateMany({
      where: { id: taskId, state: { in: ["waiting", "running"] }, run: { state: "running" } },
      data: { state: "running", startedAt: new Date(), attempts: { increment: 1 } },
    });
  let { count } = await take();
  // The second look is for a run that was resumed between the first and the wish to hold.
  if (count === 0 && !(await holdTask(ctx, taskId))) ({ count } = await take());
  if (count === 0) return null;
  const row = await ctx.db.task.findUniqueOrThrow({
    where: { id: taskId },
    include: { run: true },
  });
  return {
    id: row.id,
    runId: row.runId,
    stage: Stage.parse(row.stage),
    subjectId: row.subjectId,
    sceneId: row.sceneId,
    until: Stage.parse(row.run.until),
    parameters: RunParameters.parse(row.run.parameters),
  };
}
