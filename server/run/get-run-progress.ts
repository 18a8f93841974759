import { RunParameters } from "#core/run/run-parameters.ts";
import { shownStages, Stage } from "#core/stage.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";

/** The states of a task, in the order they are shown. */
export const taskStates = [
  "waiting",
  "held",
  "running",
  "done",
  "skipped",
  "failed",
  "cancelled",
] as const;
export type TaskState = (typeof taskStates)[number];

export type StageProgress = { stage: Stage } & Record<TaskState, number>;

export type RunProgress = {
  id: string;
  state: "running" | "paused" | "done" | "cancelled";
  /** Why it is paused, where no person did it. */
  pauseReason: string | null;
  until: Stage;
  parameters: RunParameters;
  createdAt: Date;
  finishedAt: Date | null;
  stages: StageProgress[];
  /** The latest failures, with the reason for each. */
  failures: { stage: Stage; subjectId: string; reason: string }[];
};

/** How far a run is. Without an id: the latest run over scenes and samples, or null when there has been none; a release's page shows its exports. */
export async function getRunProgress(ctx: Context, runId?: string): Promise<RunProgress | null> {
  const run = await ctx.db.run.findFirst({
    where: runId ? { id: runId } : { until: { not: "export-release" satisfies Stage } },
    orderBy: { createdAt: "desc" },
  });
  if (!run) {
    if (runId) throw new AppError("NOT_FOUND", `no run ${runId}`);
    return null;
  }
  const groups = await ctx.db.task.groupBy({
    by: ["stage", "state"],
    where: { runId: run.id },
    _count: true,
  });
  const failed = await ctx.db.task.findMany({
    where: { runId: run.id, state: "failed" },
    orderBy: { finishedAt: "desc" },
    take: 20,
  });
  const count = (stage: Stage, state: TaskState) =>
    groups.find((group) => group.stage === stage && group.state === state)?._count ?? 0;
  const until = Stage.parse(run.until);
  const shown = shownStages(until);
  const reached = (stage: Stage) => groups.some((group) => group.stage === stage);
  return {
    id: run.id,
    state: run.state as RunProgress["state"],
    pauseReason: run.pauseReason,
    until,
    parameters: RunParameters.parse(run.parameters),
    createdAt: run.createdAt,
    finishedAt: run.finishedAt,
    stages: Stage.options
      .filter((stage) => shown.includes(stage) || reached(stage))
      .map((stage) => ({
        stage,
        waiting: count(stage, "waiting"),
        held: count(stage, "held"),
        running: count(stage, "running"),
        done: count(stage, "done"),
        skipped: count(stage, "skipped"),
        failed: count(stage, "failed"),
        cancelled: count(stage, "cancelled"),
      })),
    failures: failed.map((task) => ({
      stage: Stage.parse(task.stage),
      subjectId: task.subjectId,
      reason: task.reason ?? "no reason was recorded",
    })),
  };
}
