import { afterAll, describe, expect, it } from "vitest";
import { createDraft } from "../draft/create-draft.ts";
import { updateDraft } from "../draft/update-draft.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { recordProvenance } from "../provenance/record-provenance.ts";
import { closeQueue } from "../queue.ts";
import { freezeRelease } from "../release/freeze-release.ts";
import { getRelease } from "../release/get-release.ts";
import { previewFreeze } from "../release/preview-freeze.ts";
import { reviewerPseudonym } from "../release/reviewer-pseudonym.ts";
import { recordVerdict } from "../review/record-verdict.ts";
import { cancelRun } from "../run/cancel-run.ts";
import { pauseRun } from "../run/pause-run.ts";
import { inRollback } from "../test/in-rollback.ts";
import { checkAll } from "../test/preflight-fixture.ts";
import { createReleasableSamples } from "../test/release-fixture.ts";
import { getPreflight, waivedCodes } from "./get-preflight.ts";
import { revokeWaiver } from "./revoke-waiver.ts";
import { startPreflight } from "./start-preflight.ts";
import { waiveFinding } from "./waive-finding.ts";

afterAll(() => closeQueue());

/** The error of a promise that must fail with one that may be shown, as "CODE message". */
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: unknown) => (error instanceof AppError ? `${error.code} ${error.message}` : error),
  );

/** Three accepted samples and a draft that picks them. */
async function acceptedDraft(ctx: Context, preflight = {}) {
  const ids = await createReleasableSamples(ctx);
  for (const sampleId of ids)
    await recordVerdict(ctx, { sampleId, version: 1, kind: "accept", note: "fine" });
  const { id: draftId } = await createDraft(ctx, { name: "d", spec: { preflight } });
  return { ids, draftId };
}

/** Lets the boxes of a sample's photo be made again, with so much of the chair's surface seen. */
async function showChair(ctx: Context, sampleId: string, visibleFraction: number): Promise<void> {
  const { frameId } = await ctx.db.sample.findUniqueOrThrow({ where: { id: sampleId } });
  const provenanceHash = await recordProvenance(ctx, {
    stage: "reconstruct-frame",
    codeVersion: "test",
    model: null,
    modelHash: null,
    parameters: { visibleFraction },
    seed: 1,
    inputs: [],
  });
  await ctx.db.frameObject.update({
    where: { id: `${frameId}:annotation:1` },
    data: { visibleFraction, provenanceHash },
  });
}

describe("the preflight of a draft", () => {
  it("is demanded by a freeze, and passes it when all is checked", () =>
    inRollback(async (ctx) => {
      const { ids, draftId } = await acceptedDraft(ctx);
      expect(await refusalOf(freezeRelease(ctx, { name: "v0", draftId }))).toMatch(
        /^PRECONDITION the preflight of the draft "d" is not passed, 3 samples not checked yet; run /,
      );
      expect((await checkAll(ctx, { draftId })).toSorted()).toEqual(ids.toSorted());
      expect(await checkAll(ctx, { draftId })).toEqual([]);
      const { composition } = await freezeRelease(ctx, { name: "v0", draftId });
      expect(composition.samples).toBe(3);
      const { manifest } = await getRelease(ctx, "v0");
      expect(manifest).not.toHaveProperty("waivers");
      expect(manifest.draft?.spec).toHaveProperty("preflight");
    }));

  it("is not demanded where the draft says so, nor from a source", () =>
    inRollback(async (ctx) => {
      const { draftId } = await acceptedDraft(ctx, { isRequired: false });
      await freezeRelease(ctx, { name: "v0", draftId });
      await freezeRelease(ctx, { name: "v1" });
      expect(await ctx.db.release.count()).toBe(2);
    }));

  it("checks again just what changed since", () =>
    inRollback(async (ctx) => {
      const { ids, draftId } = await acceptedDraft(ctx);
      await checkAll(ctx, { draftId });
      await showChair(ctx, ids[2]!, 0.1);
      const before = await getPreflight(ctx, { draftId });
      expect(before).toMatchObject({
        counts: { chosen: 3, checked: 2, stale: 1, unchecked: 0 },
        stale: [ids[2]],
        obstacles: ["1 sample changed since the check"],
      });
      expect(await refusalOf(freezeRelease(ctx, { name: "v0", draftId }))).toMatch(
        new RegExp(`1 sample changed since the check: ${ids[2]} \\(changed\\); run`),
      );
      expect(await checkAll(ctx, { draftId })).toEqual([ids[2]]);
      const { counts, findings } = await getPreflight(ctx, { draftId });
      expect(counts.stale).toBe(0);
      expect(findings[0]).toMatchObject({ code: "visible-before", sampleId: ids[2] });
      expect(await refusalOf(freezeRelease(ctx, { name: "v0", draftId }))).toMatch(
        new RegExp(`1 blocking finding neither mended nor waived: ${ids[2]} \\(the camera sees`),
      );
    }));

  it("asks for as many acceptances of the revision as the draft says", () =>
    inRollback(async (ctx) => {
      const { ids, draftId } = await acceptedDraft(ctx, { acceptancesMin: 2 });
      await checkAll(ctx, { draftId });
      const [first] = ids;
      const missing = async () =>
        (await getPreflight(ctx, { draftId })).findings
          .filter(({ code }) => code === "review-missing")
          .map(({ sampleId }) => sampleId);
      expect(await missing()).toEqual(ids.toSorted());
      await ctx.db.actor.create({ data: { id: "person:b", name: "B", kind: "person" } });
      const { currentRevisionId } = await ctx.db.sample.findUniqueOrThrow({
        where: { id: first! },
      });
      await ctx.db.verdict.create({
        data: {
          sampleId: first!,
          revisionId: currentRevisionId!,
          actorId: "person:b",
          kind: "accept",
        },
      });
      expect(await checkAll(ctx, { draftId })).toEqual([first]);
      expect(await missing()).toEqual(ids.slice(1).toSorted());
    }));
});

describe("a waiver", () => {
  it("lets a sample into the release, which says who answers for it and why", () =>
    inRollback(async (ctx) => {
      const { ids, draftId } = await acceptedDraft(ctx);
      const sampleId = ids[2]!;
      await showChair(ctx, sampleId, 0.1);
      await checkAll(ctx, { draftId });
      const waiver = { draftId, sampleId, code: "visible-before" as const };
      expect(await refusalOf(waiveFinding(ctx, { ...waiver, reason: " " }))).toMatch(/^INVALID/);
      const { id } = await waiveFinding(ctx, { ...waiver, reason: "seen in the mirror" });
      expect(await refusalOf(waiveFinding(ctx, { ...waiver, reason: "twice" }))).toMatch(
        /^CONFLICT visible-before about .* is waived already$/,
      );
      const preflight = await getPreflight(ctx, { draftId });
      expect(preflight.obstacles).toEqual([]);
      const ids3 = { source: "accepted" as const, ids };
      expect((await previewFreeze(ctx, ids3)).leftOut).toHaveLength(1);
      const waived = waivedCodes(preflight);
      expect((await previewFreeze(ctx, { ...ids3, waived })).leftOut).toEqual([]);

      await revokeWaiver(ctx, { id });
      expect(await refusalOf(revokeWaiver(ctx, { id }))).toMatch(/^CONFLICT/);
      const revoked = await getPreflight(ctx, { draftId });
      expect(revoked.obstacles).toHaveLength(1);
      expect(revoked.pastWaivers).toMatchObject([
        { reason: "seen in the mirror", by: "Tester", revoked: { by: "Tester" } },
      ]);
      expect(await refusalOf(freezeRelease(ctx, { name: "v0", draftId }))).toMatch(/^PRECONDITION/);

      await waiveFinding(ctx, { ...waiver, reason: "seen in the mirror" });
      await waiveFinding(ctx, {
        draftId,
        sampleId: null,
        code: "photos-restricted",
        reason: "exported without media",
      });
      await freezeRelease(ctx, { name: "v0", draftId });
      const by = reviewerPseudonym(
        await ctx.db.actor.findUniqueOrThrow({ where: { id: ctx.actor.id } }),
      );
      expect((await getRelease(ctx, "v0")).manifest).toMatchObject({
        leftOut: [],
        waivers: [
          { by, code: "photos-restricted", sampleId: null, reason: "exported without media" },
          { by, code: "visible-before", sampleId, reason: "seen in the mirror" },
        ],
      });
    }));

  it("holds for what was found, not for what is found later", () =>
    inRollback(async (ctx) => {
      const { ids, draftId } = await acceptedDraft(ctx);
      const sampleId = ids[2]!;
      await showChair(ctx, sampleId, 0.1);
      await checkAll(ctx, { draftId });
      const waiver = { draftId, sampleId, code: "visible-before" as const };
      await waiveFinding(ctx, { ...waiver, reason: "seen in the mirror" });
      await showChair(ctx, sampleId, 0.05);
      await checkAll(ctx, { draftId });
      const { obstacles, pastWaivers } = await getPreflight(ctx, { draftId });
      expect(obstacles).toHaveLength(1);
      expect(pastWaivers).toMatchObject([{ sampleId, revoked: null }]);
    }));

  it("is refused for what nobody can answer for, and for what is not found", () =>
    inRollback(async (ctx) => {
      const { ids, draftId } = await acceptedDraft(ctx);
      const sampleId = ids[0]!;
      const reason = "never mind";
      expect(
        await refusalOf(waiveFinding(ctx, { draftId, sampleId, code: "collision", reason })),
      ).toMatch(/^NOT_FOUND the preflight finds no collision about /);
      const revision = await ctx.db.revision.findFirstOrThrow({ where: { sampleId } });
      const edit = { ...(revision.edit as object), instruction: "Drag it." };
      await ctx.db.revision.update({ where: { id: revision.id }, data: { edit } });
      await checkAll(ctx, { draftId });
      expect(
        await refusalOf(
          waiveFinding(ctx, { draftId, sampleId, code: "evaluator-grammar", reason }),
        ),
      ).toMatch(/^PRECONDITION evaluator-grammar about .* cannot be waived: correct the sample/);
    }));
});

describe("a run of preflight", () => {
  it("has a job for each sample to be checked, and is joined by who starts it again", () =>
    inRollback(async (ctx) => {
      const { ids, draftId } = await acceptedDraft(ctx);
      const { runId } = await startPreflight(ctx, { draftId });
      expect(await startPreflight(ctx, { draftId })).toEqual({ runId });
      const tasks = await ctx.db.task.findMany({ where: { runId: runId! } });
      expect(tasks.map(({ subjectId }) => subjectId).toSorted()).toEqual(ids.toSorted());
      await pauseRun(ctx, { runId: runId! });
      expect(await refusalOf(startPreflight(ctx, { draftId }))).toMatch(/^CONFLICT .* is paused/);
      await cancelRun(ctx, runId!);
      await checkAll(ctx, { draftId });
      await showChair(ctx, ids[2]!, 0.1);
      const again = await startPreflight(ctx, { draftId });
      expect(
        await ctx.db.task.findMany({ where: { runId: again.runId! }, select: { subjectId: true } }),
      ).toEqual([{ subjectId: ids[2] }]);
    }));

  it("is not started for nothing", () =>
    inRollback(async (ctx) => {
      const { draftId } = await acceptedDraft(ctx);
      await checkAll(ctx, { draftId });
      expect(await startPreflight(ctx, { draftId })).toEqual({ runId: null });
      await updateDraft(ctx, {
        id: draftId,
        version: 1,
        spec: { preflight: { acceptancesMin: 3 } },
      });
      expect((await startPreflight(ctx, { draftId })).runId).not.toBeNull();
      expect(await refusalOf(startPreflight(ctx, { draftId: "none" }))).toMatch(/^NOT_FOUND/);
    }));
});
