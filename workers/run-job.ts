import type { Provenance } from "#core/provenance.ts";
import type { Context } from "#server/context.ts";
import { pipelineContext } from "#server/context.ts";
import { withTransaction } from "#server/db.ts";
import { AppError, messageOf } from "#server/errors.ts";
import type { StageJob } from "#server/jobs.ts";
import { isDoneBefore } from "#server/provenance/is-done-before.ts";
import { recordProvenance } from "#server/provenance/record-provenance.ts";
import { recordStageResult } from "#server/provenance/record-stage-result.ts";
import type { Task } from "#server/task/begin-task.ts";
import { beginTask } from "#server/task/begin-task.ts";
import { createTasks } from "#server/task/create-tasks.ts";
import { dropTask } from "#server/task/drop-task.ts";
import { finishTask } from "#server/task/finish-task.ts";
import { holdTask } from "#server/task/hold-task.ts";
import { version } from "#server/version.ts";
import { handlers } from "./handlers.ts";
import type { StagePlan } from "./stage-plan.ts";
import { RunCancelled, RunPaused } from "./stage-plan.ts";

const attemptsMax = 3;

/**
 * Runs one stage job from taking it in hand to its outcome. Never throws for what the subject is to blame
 * for: a bad subject fails with its reason and the rest goes on.
 */
export async function runJob({ taskId }: StageJob): Promise<void> {
  const ctx = await pipelineContext();
  const task = await beginTask(ctx, taskId);
  if (!task) return;
  for (let attempt = 1; ; attempt++) {
    try {
      return await runTask(ctx, task);
    } catch (error) {
      if (error instanceof RunPaused) {
        if (await holdTask(ctx, task.id)) return;
        continue;
      }
      if (error instanceof RunCancelled) return dropTask(ctx, task.id);
      // A conflict is another run's work on the same subject: looked at again, it is done.
      const isFinal = error instanceof AppError && error.code !== "CONFLICT";
      const hopeless = isFinal || attempt === attemptsMax;
      console.error(`${task.stage} ${task.subjectId} attempt ${attempt}: ${messageOf(error)}`);
      if (hopeless) return failTask(ctx, task, messageOf(error));
      await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** attempt));
    }
  }
}

async function runTask(ctx: Context, task: Task): Promise<void> {
  const handler = handlers[task.stage];
  const plan = await handler.plan({
    ctx,
    runId: task.runId,
    subjectId: task.subjectId,
    parameters: task.parameters,
  });
  const provenance: Provenance = {
    stage: task.stage,
    codeVersion: `${version}/${task.stage}.${handler.version}`,
    model: null,
    modelHash: null,
    ...plan.provenance,
  };
  const isDone = await isDoneBefore(ctx, task.subjectId, provenance);
  if (isDone && ((await plan.isWhole?.()) ?? true)) {
    await withTransaction(ctx.db, async (tx) => {
      const next = await plan.next({ ...ctx, db: tx });
      await finishTask(tx, task, {
        state: "skipped",
        next,
        reason: "done before with the same inputs",
      });
    });
    return;
  }
  await storeResult(ctx, task, provenance, plan);
}

async function storeResult(ctx: Context, task: Task, provenance: Provenance, plan: StagePlan) {
  const store = await plan.compute();
  await withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const hash = await recordProvenance(inside, provenance);
    await store(inside, hash);
    await recordStageResult(inside, {
      stage: task.stage,
      subjectId: task.subjectId,
      variant: plan.variant,
      provenanceHash: hash,
    });
    const { runId, subjectId, sceneId } = task;
    if (await plan.redetects?.(inside))
      await createTasks(tx, runId, "redetect-sample", [{ subjectId, sceneId }]);
    await finishTask(tx, task, { state: "done", next: await plan.next(inside) });
  });
}

async function failTask(ctx: Context, task: Task, reason: string): Promise<void> {
  await withTransaction(ctx.db, (tx) => finishTask(tx, task, { state: "failed", reason }));
}
