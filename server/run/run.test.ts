import { afterAll, describe, expect, it } from "vitest";
import type { Stage } from "#core/stage.ts";
import { closeQueue } from "../queue.ts";
import { beginTask } from "../task/begin-task.ts";
import { finishTask } from "../task/finish-task.ts";
import { holdTask } from "../task/hold-task.ts";
import { createScene } from "../test/factories.ts";
import { inRollback } from "../test/in-rollback.ts";
import { cancelRun } from "./cancel-run.ts";
import { getRunProgress } from "./get-run-progress.ts";
import { pauseRun } from "./pause-run.ts";
import { resumeRun } from "./resume-run.ts";
import { startRun } from "./start-run.ts";

afterAll(() => closeQueue());

const firstTask = async (ctx: Parameters<typeof startRun>[0], runId: string, stage: Stage) =>
  ctx.db.task.findFirstOrThrow({ where: { runId, stage } });

describe("a run", () => {
  it("starts with one task and one job for each scene", () =>
    inRollback(async (ctx) => {
      await createScene(ctx, "aaaa");
      await createScene(ctx, "bbbb");
      const runId = await startRun(ctx, { sceneIds: ["aaaa", "bbbb"] });
      const tasks = await ctx.db.task.findMany({ where: { runId } });
      expect(tasks.map((task) => task.subjectId).toSorted()).toEqual(["aaaa", "bbbb"]);
      const jobs = await ctx.db.$queryRaw<{ id: string }[]>`
        SELECT data->>'taskId' AS id FROM pgboss.job WHERE name = 'select-frames'`;
      for (const task of tasks) expect(jobs.map((job) => job.id)).toContain(task.id);
    }));

  it("names the scenes that are not there and starts nothing", () =>
    inRollback(async (ctx) => {
      await createScene(ctx, "aaaa");
      await expect(startRun(ctx, { sceneIds: ["aaaa", "zzzz"] })).rejects.toThrow(/no scene zzzz/);
      expect(await ctx.db.run.count()).toBe(0);
    }));

  it("hands subjects on to the next stage and ends with the last of them", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx, "aaaa");
      const runId = await startRun(ctx, { sceneIds: ["aaaa"], until: "reconstruct-frame" });
      const selecting = await beginTask(ctx, (await firstTask(ctx, runId, "select-frames")).id);
      if (!selecting || !("$executeRaw" in ctx.db)) throw new Error("nothing to begin");
      await finishTask(ctx.db, selecting, { state: "done", next: [frameId] });
      expect((await getRunProgress(ctx, runId))?.state).toBe("running");
      const lifting = await beginTask(ctx, (await firstTask(ctx, runId, "reconstruct-frame")).id);
      if (!lifting) throw new Error("nothing to begin");
      await finishTask(ctx.db, lifting, { state: "done", next: [frameId] });
      const progress = await getRunProgress(ctx, runId);
      expect(progress?.state).toBe("done");
      expect(await ctx.db.task.count({ where: { runId } })).toBe(2);
    }));

  it("goes on after a failure and says what failed", () =>
    inRollback(async (ctx) => {
      await createScene(ctx, "aaaa");
      const runId = await startRun(ctx, { sceneIds: ["aaaa"] });
      const task = await beginTask(ctx, (await firstTask(ctx, runId, "select-frames")).id);
      if (!task) throw new Error("nothing to begin");
      await finishTask(ctx.db, task, {
        state: "failed",
        reason: "rgb/frame_000000.jpg is cut off",
      });
      const progress = await getRunProgress(ctx, runId);
      expect(progress?.state).toBe("done");
      expect(progress?.failures).toEqual([
        { stage: "select-frames", subjectId: "aaaa", reason: "rgb/frame_000000.jpg is cut off" },
      ]);
    }));

  it("leaves nothing to begin once it is cancelled", () =>
    inRollback(async (ctx) => {
      await createScene(ctx, "aaaa");
      const runId = await startRun(ctx, { sceneIds: ["aaaa"] });
      const { id } = await firstTask(ctx, runId, "select-frames");
      await cancelRun(ctx, runId);
      expect(await beginTask(ctx, id)).toBeNull();
      await expect(cancelRun(ctx, runId)).rejects.toThrow(/not running/);
    }));

  it("holds what comes up while it is paused, and goes on with exactly that", () =>
    inRollback(async (ctx) => {
      await createScene(ctx, "aaaa");
      await createScene(ctx, "bbbb");
      const runId = await startRun(ctx, { sceneIds: ["aaaa", "bbbb"] });
      const [first, second] = await ctx.db.task.findMany({ where: { runId } });
      await pauseRun(ctx, { runId, reason: "the budget is used up" });
      await expect(pauseRun(ctx, { runId })).rejects.toThrow(/not running/);
      expect(await beginTask(ctx, first!.id)).toBeNull();
      const paused = await getRunProgress(ctx, runId);
      expect(paused).toMatchObject({ state: "paused", pauseReason: "the budget is used up" });
      expect(paused?.stages[0]).toMatchObject({ held: 1, waiting: 1 });
      const jobsOf = async (taskId: string) =>
        (
          await ctx.db.$queryRaw<{ n: number }[]>`
            SELECT count(*)::int AS n FROM pgboss.job WHERE data->>'taskId' = ${taskId}`
        )[0]!.n;
      await resumeRun(ctx, { runId, budgetDollars: 5 });
      expect([await jobsOf(first!.id), await jobsOf(second!.id)]).toEqual([2, 1]);
      expect(await ctx.db.run.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({
        state: "running",
        pauseReason: null,
        budgetDollars: 5,
      });
      expect(await beginTask(ctx, first!.id)).not.toBeNull();
      await expect(resumeRun(ctx, { runId })).rejects.toThrow(/not paused/);
    }));

  it("takes back a task that found the budget used up", () =>
    inRollback(async (ctx) => {
      await createScene(ctx, "aaaa");
      const runId = await startRun(ctx, { sceneIds: ["aaaa"] });
      const { id } = await firstTask(ctx, runId, "select-frames");
      await beginTask(ctx, id);
      expect(await holdTask(ctx, id)).toBe(false);
      await pauseRun(ctx, { runId });
      expect(await holdTask(ctx, id)).toBe(true);
      await cancelRun(ctx, runId);
      expect((await ctx.db.task.findUniqueOrThrow({ where: { id } })).state).toBe("cancelled");
    }));

  it("takes a task again that a dead worker had in hand, but not one that is finished", () =>
    inRollback(async (ctx) => {
      await createScene(ctx, "aaaa");
      const runId = await startRun(ctx, { sceneIds: ["aaaa"] });
      const { id } = await firstTask(ctx, runId, "select-frames");
      expect(await beginTask(ctx, id)).not.toBeNull();
      const again = await beginTask(ctx, id);
      if (!again) throw new Error("a task in hand must be takeable again");
      await finishTask(ctx.db, again, { state: "done", next: [] });
      expect(await beginTask(ctx, id)).toBeNull();
    }));
});
