import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RedetectionDetail } from "#core/detection/redetection.ts";
import type { ReconstructOptions } from "#core/detection/reconstruct-options.ts";
import { RunParameters } from "#core/run/run-parameters.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { Context } from "#server/context.ts";
import { previewFreeze } from "#server/release/preview-freeze.ts";
import { storePromptsFile } from "#server/run/store-prompts-file.ts";
import { getSample } from "#server/sample/get-sample.ts";
import { importRoot } from "#server/scene/import-root.ts";
import { inRollback } from "#server/test/in-rollback.ts";
import { withFolder, writePhotos } from "#server/test/photos-fixture.ts";
import { handlers } from "../handlers.ts";
import { contractModel } from "../test/contract-model.ts";
import { performAllStages, performStage, provenanceOf } from "../test/perform-stage.ts";

const name = "contract-for-redetecting";
const pin = contractModel(name);

function parameters(options: Partial<ReconstructOptions> = {}): RunParameters {
  return RunParameters.parse({
    reconstructFrame: { backend: "detany3d", model: pin, ...options },
  });
}

/** Runs a test with the samples that the contract model's boxes of two small photos give. */
const withSamples = (test: (ctx: Context) => Promise<void>) =>
  withFolder((folder) =>
    inRollback(async (ctx) => {
      await writePhotos(folder);
      await importRoot(ctx, { root: folder.root });
      await performAllStages(ctx, "room", parameters());
      await test(ctx);
    }),
  );

/** A sample that edits a thing of this label. */
async function sampleOf(ctx: Context, label: string): Promise<string> {
  const { id } = await ctx.db.sample.findFirstOrThrow({
    where: { label, state: "queued" },
    orderBy: { id: "asc" },
  });
  return id;
}

/** Gives a sample a new revision. */
async function revise(ctx: Context, sampleId: string, change: Partial<Edit>): Promise<void> {
  const { current, revisions } = await getSample(ctx, sampleId);
  const number = revisions.length + 1;
  const { id } = await ctx.db.revision.create({
    data: {
      id: `${sampleId}_r${number}`,
      sampleId,
      number,
      actorId: ctx.actor.id,
      edit: JSON.parse(JSON.stringify({ ...current.edit, ...change })) as object,
      findings: [],
    },
  });
  await ctx.db.sample.update({ where: { id: sampleId }, data: { currentRevisionId: id } });
}

async function redetect(ctx: Context, sampleId: string, options?: Partial<ReconstructOptions>) {
  const next = await performStage(ctx, "redetect-sample", sampleId, parameters(options));
  expect(next).toEqual([]);
  const { current } = await getSample(ctx, sampleId);
  const row = await ctx.db.redetection.findFirstOrThrow({ where: { revisionId: current.id } });
  return { ...row, detail: RedetectionDetail.parse(row.detail) };
}

describe("re-detection by a model", { timeout: 120_000 }, () => {
  it("finds a sample again, and after its label was changed does not: a freeze leaves it out", () =>
    withSamples(async (ctx) => {
      const sampleId = await sampleOf(ctx, "chair");
      // What a contract model made is no part of a release anyway; here it stands for a model that may be.
      await ctx.db.sample.updateMany({
        where: { id: sampleId },
        data: { notForRelease: null, state: "accepted" },
      });
      const reasons = async () => {
        const { leftOut } = await previewFreeze(ctx, { source: "accepted" });
        return leftOut.flatMap((one) => one.reasons).filter((one) => one.includes("redetection"));
      };

      const found = await redetect(ctx, sampleId);
      expect(found).toMatchObject({
        passed: true,
        matches: 1,
        detector: name,
        modelHash: pin.hash,
      });
      // The detector's yaw is 0.05 beside the heading of its rotation, and that is all that differs.
      expect(found.distance).toBeLessThan(0.01);
      expect(found.detail).toMatchObject({ label: "chair", removed: [], problems: [] });
      expect(await reasons()).toEqual([]);

      await revise(ctx, sampleId, { label: "sofa" });
      expect((await getSample(ctx, sampleId)).current.redetection).toBeNull();
      const lost = await redetect(ctx, sampleId);
      expect(lost).toMatchObject({ passed: false, matches: 0, distance: null });
      expect(await reasons()).toEqual([
        `redetection by ${name}: the detector finds nothing of this label`,
      ]);
    }));

  it("compares the yaw of the angle head, as the published evaluator does", () =>
    withSamples(async (ctx) => {
      // The stool stands to the right: the contract's angle head turns its yaw along, its rotation does not.
      const { passed, matches, detail, distance } = await redetect(
        ctx,
        await sampleOf(ctx, "stool"),
      );
      expect({ passed, matches }).toEqual({ passed: false, matches: 0 });
      expect(distance).toBeGreaterThan(0.1);
      expect(detail.message).toContain("most of it in its yaw");
      expect(detail.boxes).toHaveLength(1);
    }));

  it("sees that the source box is elsewhere", () =>
    withSamples(async (ctx) => {
      const sampleId = await sampleOf(ctx, "chair");
      const { sourceBox } = (await getSample(ctx, sampleId)).current.edit;
      const [x, y, z] = sourceBox.center;
      await revise(ctx, sampleId, {
        sourceBox: { ...sourceBox, center: [x + 0.5, y, z] as unknown as typeof sourceBox.center },
      });
      const { passed, detail } = await redetect(ctx, sampleId);
      expect(passed).toBe(false);
      expect(detail.message).toContain("most of it in its place");
    }));

  it("looks where a file says, at the label's places alone, and says why there is no box", () =>
    withSamples(async (ctx) => {
      const sampleId = await sampleOf(ctx, "chair");
      const { frame } = await getSample(ctx, sampleId);
      const folder = await mkdtemp(join(tmpdir(), "gsi-prompts-"));
      const lookAt = async (places: object[]) => {
        const file = join(folder, "places.json");
        const frames = { [frame.key]: places };
        await writeFile(file, JSON.stringify({ format: "gsi-prompts", version: 1, frames }));
        const { promptsFile } = await storePromptsFile(ctx, file, ["room"]);
        return redetect(ctx, sampleId, { prompts: "precomputed", promptsFile });
      };
      const rect = [10, 12, 30, 40];
      const elsewhere = await lookAt([
        { label: "Chair", rect },
        { label: "box", rect: [40, 12, 60, 40] },
      ]);
      expect(elsewhere).toMatchObject({ passed: false, matches: 0 });
      expect(elsewhere.detail.boxes.map(({ promptKey }) => promptKey)).toEqual(["precomputed:0"]);
      const tiny = await lookAt([{ label: "chair", rect: [10, 12, 10.1, 40] }]);
      expect(tiny.detail.message).toMatch(/nothing of this label: is .* px in the model's frame/);
      await rm(folder, { recursive: true });
    }));

  it("follows from the revision, and needs a detector", () =>
    withSamples(async (ctx) => {
      const sampleId = await sampleOf(ctx, "chair");
      const plan = (backend: "annotation" | "detany3d") =>
        handlers["redetect-sample"].plan({
          ctx,
          runId: "none",
          subjectId: sampleId,
          parameters: parameters({ backend }),
        });
      const before = provenanceOf("redetect-sample", await plan("detany3d"));
      await revise(ctx, sampleId, { instruction: "Take the chair away." });
      const after = provenanceOf("redetect-sample", await plan("detany3d"));
      expect(after.inputs.slice(0, -1)).toEqual(before.inputs.slice(0, -1));
      expect(after.inputs.at(-1)).not.toBe(before.inputs.at(-1));
      await expect(plan("annotation")).rejects.toThrow("name a detector");
    }));
});
