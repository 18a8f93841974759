import { describe, expect, it } from "vitest";
import { judgeRedetection } from "#core/detection/redetection.ts";
import { gsiBoxOf } from "#core/metric/gsi-box.ts";
import type { Context } from "../context.ts";
import { recordProvenance } from "../provenance/record-provenance.ts";
import { recordStageResult } from "../provenance/record-stage-result.ts";
import { recordVerdict } from "../review/record-verdict.ts";
import { forgetRedetections } from "../sample/forget-redetections.ts";
import { getSample } from "../sample/get-sample.ts";
import { recordRedetection } from "../sample/record-redetection.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createReleasableSamples, inFolder } from "../test/release-fixture.ts";
import { exportRelease } from "./export-release.ts";
import { freezeRelease } from "./freeze-release.ts";
import { getRelease } from "./get-release.ts";
import { previewFreeze } from "./preview-freeze.ts";
import { verifyRelease } from "./verify-release.ts";

const modelHash = "a".repeat(64);

/** Notes what `detector` says about a sample when it answers with the source box, `byMeters` deeper. */
async function redetect(
  ctx: Context,
  sampleId: string,
  byMeters: number,
  detector = "detany3d",
): Promise<string> {
  const { current } = await getSample(ctx, sampleId);
  const { label, sourceBox } = current.edit;
  const asked = gsiBoxOf(sourceBox);
  const [x, y, z, ...rest] = asked;
  const box = [x, y, z + byMeters, ...rest] as const;
  const provenanceHash = await recordProvenance(ctx, {
    stage: "redetect-sample",
    codeVersion: "test",
    model: detector,
    modelHash,
    parameters: {},
    seed: 1,
    inputs: [current.id],
  });
  const judged = judgeRedetection(asked, [box]);
  await recordRedetection(ctx, {
    revisionId: current.id,
    detector,
    modelHash,
    provenanceHash,
    judged,
    detail: {
      label,
      message: judged.message,
      boxes: [{ promptKey: "a", box }],
      removed: [],
      problems: [],
    },
  });
  return provenanceHash;
}

async function createSamples(ctx: Context): Promise<[string, string, string]> {
  const [one, two, three] = await createReleasableSamples(ctx);
  return [one!, two!, three!];
}

describe("re-detection before a freeze", () => {
  it("leaves out what is not found again, says why, and counts what nobody looked at", () =>
    inRollback(async (ctx) => {
      const [found, lost, open] = await createSamples(ctx);
      const provenanceHash = await redetect(ctx, found, 0.1);
      await redetect(ctx, lost, 0.5);
      const preview = await previewFreeze(ctx, { source: "gated" });
      expect(preview.redetections).toEqual({ found: 1, notFound: 1, notLookedAt: 1 });
      const frozen = await freezeRelease(ctx, { name: "v0", source: "gated" });
      expect(frozen.redetections).toEqual(preview.redetections);
      expect(frozen.leftOut).toEqual(preview.leftOut);
      expect(frozen.leftOut).toMatchObject([
        {
          sampleId: lost,
          reasons: [
            expect.stringMatching(/^redetection by detany3d: no box is the same: .*0\.2500/),
          ],
        },
      ]);
      const { manifest } = await getRelease(ctx, "v0");
      expect(manifest.samples.map(({ sampleId }) => sampleId)).toEqual([found, open]);
      const [first, last] = manifest.samples;
      expect(first).toMatchObject({
        redetection: {
          detector: "detany3d",
          modelHash,
          distance: expect.closeTo(0.01, 9) as number,
        },
        provenance: { redetection: provenanceHash },
      });
      expect(manifest.provenance[provenanceHash]?.stage).toBe("redetect-sample");
      expect(Object.keys(last!)).not.toContain("redetection");
      expect(Object.keys(last!.provenance)).not.toContain("redetection");
    }));

  it("gives a release that is exported and verified like any other", () =>
    inRollback(async (ctx) => {
      const [found] = await createSamples(ctx);
      await redetect(ctx, found, 0);
      await freezeRelease(ctx, { name: "v0", source: "gated" });
      await inFolder(async (folder) => {
        await exportRelease(ctx, { name: "v0", format: "gsi-bench", outDir: folder });
        const report = await verifyRelease(folder);
        expect(report.errors).toEqual([]);
        expect(report.manifestHash).toBe((await getRelease(ctx, "v0")).manifestHash);
      });
    }));

  it("goes by the newest answer, of whichever detector", () =>
    inRollback(async (ctx) => {
      const [sampleId] = await createSamples(ctx);
      const countNow = async () => (await previewFreeze(ctx, { source: "gated" })).redetections;
      await redetect(ctx, sampleId, 0, "first");
      await redetect(ctx, sampleId, 1, "second");
      expect(await countNow()).toMatchObject({ found: 0, notFound: 1 });
      await redetect(ctx, sampleId, 0.1, "first");
      expect(await countNow()).toMatchObject({ found: 1, notFound: 0 });
      expect(await ctx.db.redetection.count()).toBe(2);
      expect((await getSample(ctx, sampleId)).current.redetection).toMatchObject({
        detector: "first",
        passed: true,
      });
    }));

  it("counts as not looked at what was forgotten, and is done anew then", () =>
    inRollback(async (ctx) => {
      const [one, two] = await createSamples(ctx);
      for (const id of [one, two]) {
        const provenanceHash = await redetect(ctx, id, 1);
        await recordStageResult(ctx, { stage: "redetect-sample", subjectId: id, provenanceHash });
      }
      expect(await forgetRedetections(ctx, { sampleIds: [one] })).toBe(1);
      expect(
        await ctx.db.stageResult.findMany({ where: { stage: "redetect-sample" } }),
      ).toMatchObject([{ subjectId: two }]);
      const { redetections } = await previewFreeze(ctx, { source: "gated" });
      expect(redetections).toEqual({ found: 0, notFound: 1, notLookedAt: 2 });
    }));

  it("says nothing about a sample that was changed since", () =>
    inRollback(async (ctx) => {
      const [sampleId] = await createSamples(ctx);
      await redetect(ctx, sampleId, 0);
      const { current, version } = await getSample(ctx, sampleId);
      await recordVerdict(ctx, {
        sampleId,
        version,
        kind: "accept",
        note: "other words",
        edit: { ...current.edit, instruction: "Move the chair to the left by 50 cm." },
      });
      const { current: changed, revisions } = await getSample(ctx, sampleId);
      expect(changed.redetection).toBeNull();
      expect(revisions.map(({ redetection }) => redetection?.passed)).toEqual([true, undefined]);
      const { redetections } = await previewFreeze(ctx, { source: "accepted" });
      expect(redetections).toEqual({ found: 0, notFound: 0, notLookedAt: 1 });
    }));
});
