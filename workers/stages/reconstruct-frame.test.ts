import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RunParameters } from "#core/run/run-parameters.ts";
import type { Context } from "#server/context.ts";
import { getFrame } from "#server/frame/get-frame.ts";
import { freezeRelease } from "#server/release/freeze-release.ts";
import { storePromptsFile } from "#server/run/store-prompts-file.ts";
import { startRun } from "#server/run/start-run.ts";
import { importRoot } from "#server/scene/import-root.ts";
import { inRollback } from "#server/test/in-rollback.ts";
import { withFolder, writePhotos } from "#server/test/photos-fixture.ts";
import { contractModel } from "../test/contract-model.ts";
import { performAllStages, performStage } from "../test/perform-stage.ts";

const name = "contract-for-stages";
const model = contractModel(name);

function parameters(backend: "annotation" | "detany3d" | "detany3d-service"): RunParameters {
  return RunParameters.parse({
    reconstructFrame: { backend, model: backend === "detany3d" ? model : null },
  });
}

const withRoom = (test: (ctx: Context) => Promise<void>) =>
  withFolder((folder) =>
    inRollback(async (ctx) => {
      await writePhotos(folder);
      await importRoot(ctx, { root: folder.root });
      await test(ctx);
    }),
  );

describe("a photo reconstructed by a model", { timeout: 120_000 }, () => {
  it("goes on to samples that are marked, and that no release takes", () =>
    withRoom(async (ctx) => {
      const { "select-frames": frames } = await performAllStages(
        ctx,
        "room",
        parameters("detany3d"),
      );
      const { reconstructions } = await getFrame(ctx, frames[0]!);
      expect(reconstructions).toMatchObject([
        {
          backend: "detany3d",
          model: name,
          modelHash: model.hash,
          notForRelease: "contract model, not for release",
        },
      ]);
      const [{ scene, detections, agreements }] = reconstructions as [(typeof reconstructions)[0]];
      expect(scene.objects.map(({ label }) => label).toSorted()).toEqual(["box", "chair", "stool"]);
      for (const { id } of scene.objects) {
        // Half-metre cubes are twice as far and twice as large to a model that takes all things for a metre high.
        expect(agreements[id]).toMatchObject({ objectKey: id.replace("detany3d:", "") });
        expect(agreements[id]!.depthRatio).toBeGreaterThan(1.2);
        expect(detections[id]!.quality).toBeGreaterThan(0.4);
      }
      const samples = await ctx.db.sample.findMany();
      expect(samples.length).toBeGreaterThan(0);
      for (const { backend, notForRelease } of samples) {
        expect(backend).toBe("detany3d");
        expect(notForRelease).toBe("contract model, not for release");
      }
      await ctx.db.sample.updateMany({ data: { state: "accepted" } });
      await expect(freezeRelease(ctx, { name: "v1", source: "accepted" })).rejects.toThrow(
        "contract model, not for release",
      );
    }));

  it("stands beside what the annotation says, and neither replaces the other", () =>
    withRoom(async (ctx) => {
      await performAllStages(ctx, "room", parameters("annotation"));
      const before = await ctx.db.sample.count();
      const { "select-frames": frames } = await performAllStages(
        ctx,
        "room",
        parameters("detany3d"),
      );
      const { reconstructions } = await getFrame(ctx, frames[0]!);
      expect(reconstructions.map(({ backend }) => backend)).toEqual(["annotation", "detany3d"]);
      expect(await ctx.db.sample.count({ where: { backend: "annotation" } })).toBe(before);
      const marked = await ctx.db.sample.count({ where: { notForRelease: { not: null } } });
      expect(marked).toBe(await ctx.db.sample.count({ where: { backend: "detany3d" } }));
    }));

  it("fails with the name of a model file that is not what it was, and works once it is again", () =>
    withRoom(async (ctx) => {
      const [frame] = await performStage(ctx, "select-frames", "room", parameters("detany3d"));
      const file = join(model.folder, "decoder.onnx");
      const whole = await readFile(file);
      const flipped = Buffer.from(whole);
      flipped[flipped.length >> 1]! ^= 1;
      await writeFile(file, flipped);
      await expect(
        performStage(ctx, "reconstruct-frame", frame!, parameters("detany3d")),
      ).rejects.toThrow("decoder.onnx");
      await writeFile(file, whole);
      await performStage(ctx, "reconstruct-frame", frame!, parameters("detany3d"));
      expect((await getFrame(ctx, frame!)).reconstructions).toHaveLength(1);
    }));

  it("keeps to the model that the run was started with", () =>
    withRoom(async (ctx) => {
      const runId = await startRun(ctx, {
        models: { detector: name },
        parameters: { reconstructFrame: { backend: "detany3d" } },
      });
      const run = await ctx.db.run.findUniqueOrThrow({ where: { id: runId } });
      expect(run.parameters).toMatchObject({
        reconstructFrame: { model: { name, hash: model.hash } },
      });
      const [frame] = await performStage(ctx, "select-frames", "room", parameters("detany3d"));
      const other = RunParameters.parse({
        reconstructFrame: { backend: "detany3d", model: { name, hash: "0".repeat(64) } },
      });
      await expect(performStage(ctx, "reconstruct-frame", frame!, other)).rejects.toThrow("pinned");
      await expect(
        startRun(ctx, { parameters: { reconstructFrame: { backend: "detany3d" } } }),
      ).rejects.toThrow("needs a model");
      await expect(
        startRun(ctx, {
          models: { detector: "nobody" },
          parameters: { reconstructFrame: { backend: "detany3d" } },
        }),
      ).rejects.toThrow("there is no model nobody");
    }));

  it("looks where a file says, and tells what it cannot use", () =>
    withRoom(async (ctx) => {
      const [frame] = await performStage(ctx, "select-frames", "room", parameters("annotation"));
      const { key } = await ctx.db.frame.findUniqueOrThrow({ where: { id: frame! } });
      const folder = await mkdtemp(join(tmpdir(), "gsi-prompts-"));
      const file = join(folder, "places.json");
      const places = [
        { label: "chair", score: 0.8, rect: [10, 12, 30, 40] },
        { label: "Chair ", score: 0.6, rect: [10, 12, 31, 40] },
        { label: "box", score: 2, rect: [10, 12, 30, 40] },
      ];
      const frames = { [key]: places, nowhere: [] };
      await writeFile(file, JSON.stringify({ format: "gsi-prompts", version: 1, frames }));
      const { promptsFile, warnings } = await storePromptsFile(ctx, file, ["room"]);
      expect(warnings).toEqual([expect.stringContaining("nowhere")]);
      const { reconstructFrame } = parameters("detany3d");
      await performStage(
        ctx,
        "reconstruct-frame",
        frame!,
        RunParameters.parse({
          reconstructFrame: { ...reconstructFrame, prompts: "precomputed", promptsFile },
        }),
      );
      const [made] = (await getFrame(ctx, frame!)).reconstructions;
      expect(made!.scene.objects).toMatchObject([{ label: "chair", score: 0.8 }]);
      expect(made!.removed).toMatchObject([{ reason: "duplicate-prompt" }]);
      expect(made!.problems).toEqual([expect.stringContaining("places.json")]);
      await rm(folder, { recursive: true });
    }));

  it("starts a run with photos, and only with stored ones", () =>
    withRoom(async (ctx) => {
      const [frame] = await performStage(ctx, "select-frames", "room", parameters("annotation"));
      const runId = await startRun(ctx, { frameIds: [frame!], until: "reconstruct-frame" });
      expect(await ctx.db.task.findMany({ where: { runId } })).toMatchObject([
        { stage: "reconstruct-frame", subjectId: frame, sceneId: "room" },
      ]);
      await expect(startRun(ctx, { frameIds: ["nobody"] })).rejects.toThrow(
        "no stored photo nobody",
      );
    }));
});
