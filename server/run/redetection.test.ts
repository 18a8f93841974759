import { afterAll, describe, expect, it } from "vitest";
import { addContractModel } from "../model/add-contract-model.ts";
import { removeModel } from "../model/remove-model.ts";
import { closeQueue } from "../queue.ts";
import { beginTask } from "../task/begin-task.ts";
import { finishTask } from "../task/finish-task.ts";
import { createSample, createScene } from "../test/factories.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createReleasableSamples } from "../test/release-fixture.ts";
import { getRunProgress } from "./get-run-progress.ts";
import { startRedetection } from "./start-redetection.ts";

afterAll(() => closeQueue());

const service = { backend: "detany3d-service" } as const;

describe("a run of re-detection", () => {
  it("looks at the samples that a release from there would ask for, scene by scene", () =>
    inRollback(async (ctx) => {
      const ids = await createReleasableSamples(ctx, "accepted");
      const { frameId } = await createScene(ctx, "cccccccccc");
      const queued = await createSample(ctx, frameId);
      const looksAt = async (input: Omit<Parameters<typeof startRedetection>[1], "options">) => {
        const runId = await startRedetection(ctx, { ...input, options: service });
        const tasks = await ctx.db.task.findMany({ where: { runId } });
        for (const { stage } of tasks) expect(stage).toBe("redetect-sample");
        return tasks.map(({ subjectId }) => subjectId).toSorted();
      };
      expect(await looksAt({})).toEqual(ids);
      expect(await looksAt({ source: "gated", sceneIds: ["bbbbbbbbbb"] })).toEqual([ids[2]]);
      expect(await looksAt({ sampleIds: [queued] })).toEqual([queued]);
    }));

  it("ends with its tasks, leads to no other stage, and shows no other", () =>
    inRollback(async (ctx) => {
      const [sampleId] = await createReleasableSamples(ctx, "accepted");
      const runId = await startRedetection(ctx, { sampleIds: [sampleId!], options: service });
      const { id } = await ctx.db.task.findFirstOrThrow({ where: { runId } });
      const task = await beginTask(ctx, id);
      if (!task || !("$executeRaw" in ctx.db)) throw new Error("nothing to begin");
      await finishTask(ctx.db, task, { state: "done", next: [] });
      expect(await ctx.db.task.count({ where: { runId } })).toBe(1);
      expect(await getRunProgress(ctx, runId)).toMatchObject({
        state: "done",
        until: "redetect-sample",
        stages: [{ stage: "redetect-sample", done: 1 }],
      });
    }));

  it("keeps to the detector as it is now", () =>
    inRollback(async (ctx) => {
      await createReleasableSamples(ctx, "accepted");
      const model = await addContractModel({ name: "contract-for-redetection" });
      try {
        const runId = await startRedetection(ctx, {
          models: { detector: model.manifest.name },
          options: { backend: "detany3d" },
        });
        expect(await getRunProgress(ctx, runId)).toMatchObject({
          parameters: { reconstructFrame: { model: { hash: model.hash } } },
        });
      } finally {
        await removeModel("contract-for-redetection");
      }
    }));

  it("says why it does not start", () =>
    inRollback(async (ctx) => {
      const start = (input: Parameters<typeof startRedetection>[1]) => startRedetection(ctx, input);
      await expect(start({ options: {} })).rejects.toThrow("the annotation detects nothing");
      await expect(start({ options: { backend: "detany3d" } })).rejects.toThrow("needs a model");
      await expect(start({ options: service })).rejects.toThrow("no sample of these is accepted");
      await expect(start({ options: service, source: "gated" })).rejects.toThrow("gate has kept");
      await expect(start({ options: service, sampleIds: ["nobody"] })).rejects.toThrow(
        "no sample nobody",
      );
      expect(await ctx.db.run.count()).toBe(0);
    }));
});
