import { describe, expect, it } from "vitest";
import { recordVerdict } from "../review/record-verdict.ts";
import { freezeRelease } from "../release/freeze-release.ts";
import { getRelease } from "../release/get-release.ts";
import { reviewerPseudonym } from "../release/reviewer-pseudonym.ts";
import { undoVerdict } from "../review/undo-verdict.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { createSample, createScene } from "../test/factories.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createReleasableSamples, editOf, keep } from "../test/release-fixture.ts";
import { createDraft } from "./create-draft.ts";
import { deleteDraft } from "./delete-draft.ts";
import { findDrafts } from "./find-drafts.ts";
import { createPerson } from "../test/people.ts";
import { getDraft } from "./get-draft.ts";
import { updateDraft } from "./update-draft.ts";

/** The error of a promise that must fail with one that may be shown, as "CODE message". */
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: unknown) => (error instanceof AppError ? `${error.code} ${error.message}` : error),
  );

async function acceptAll(ctx: Context, ids: readonly string[]): Promise<void> {
  for (const sampleId of ids)
    await recordVerdict(ctx, { sampleId, version: 1, kind: "accept", note: "fine" });
}

describe("a draft", () => {
  it("is created, changed, listed and deleted, and every step is written down", () =>
    inRollback(async (ctx) => {
      const { id, version } = await createDraft(ctx, { name: " first ", spec: {} });
      expect(version).toBe(1);
      expect(await refusalOf(createDraft(ctx, { name: "first" }))).toMatch(/^CONFLICT .*"first"/);
      const changed = await updateDraft(ctx, { id, version, spec: { quotas: { total: 5 } } });
      expect(changed).toEqual({ version: 2 });
      expect(await findDrafts(ctx)).toMatchObject([
        { id, name: "first", version: 2, by: "Tester", spec: { quotas: { total: 5 } } },
      ]);
      await deleteDraft(ctx, { id, version: 2 });
      expect(await findDrafts(ctx)).toEqual([]);
      expect(await refusalOf(getDraft(ctx, id))).toMatch(/^NOT_FOUND/);
      const entries = await ctx.db.auditEntry.findMany({
        where: { subjectId: id },
        orderBy: { id: "asc" },
      });
      expect(entries.map(({ action }) => action)).toEqual([
        "draft.create",
        "draft.update",
        "draft.delete",
      ]);
    }));

  it("keeps the first of two changes of one version and refuses the second", () =>
    inRollback(async (ctx) => {
      const { id, version } = await createDraft(ctx, { name: "first" });
      await updateDraft(ctx, { id, version, spec: { seed: 7 } });
      expect(await refusalOf(updateDraft(ctx, { id, version, spec: { seed: 8 } }))).toMatch(
        /^CONFLICT version 1 of the draft "first"/,
      );
      expect(await refusalOf(deleteDraft(ctx, { id, version }))).toMatch(/^CONFLICT/);
      expect((await getDraft(ctx, id)).spec.seed).toBe(7);
    }));

  it("is changed and deleted by who started it, and by who may write in any", () =>
    inRollback(async (ctx) => {
      const { id, version } = await createDraft(ctx, { name: "first" });
      const researcher = await createPerson(ctx.db, "researcher");
      const manager = await createPerson(ctx.db, "release-manager");
      const change = { id, version, name: "second" };
      expect(await refusalOf(updateDraft(researcher, change))).toMatch(/^FORBIDDEN .*"first"/);
      expect(await refusalOf(deleteDraft(researcher, { id, version }))).toMatch(/^FORBIDDEN/);
      expect(await refusalOf(updateDraft(manager, change))).toBe("done");
      expect(await refusalOf(deleteDraft(manager, { id, version: 2 }))).toBe("done");
    }));

  it("says which field of a spec is wrong", () =>
    inRollback(async (ctx) => {
      const spec = { quotas: { operations: { kind: "balanced" as const } } };
      expect(await refusalOf(createDraft(ctx, { name: "x", spec }))).toMatch(
        /^INVALID spec\.quotas\.total: /,
      );
    }));

  it("picks from the accepted, by who accepted them, and offers what can be asked for", () =>
    inRollback(async (ctx) => {
      const ids = await createReleasableSamples(ctx);
      await acceptAll(ctx, ids.slice(0, 2));
      const { id, version } = await createDraft(ctx, { name: "d" });
      const draft = await getDraft(ctx, id);
      expect(draft.pick.ids).toEqual(ids.slice(0, 2).toSorted());
      const actor = await ctx.db.actor.findUniqueOrThrow({ where: { id: ctx.actor.id } });
      const reviewer = reviewerPseudonym(actor);
      expect(draft.choices).toEqual({
        operations: ["move", "rotate"],
        scenes: ["aaaaaaaaaa"],
        labels: ["chair", "table"],
        reviewers: [{ id: reviewer, name: "Tester" }],
      });
      expect(draft.composition).toMatchObject({ samples: 2, scenes: 1, photos: 1, objects: 2 });
      const query = { reviewers: [reviewer], labels: ["table"] };
      await updateDraft(ctx, { id, version, spec: { query } });
      expect((await getDraft(ctx, id)).pick.ids).toEqual([ids[1]]);
      await updateDraft(ctx, { id, version: 2, spec: { query: { reviewers: ["reviewer-0"] } } });
      expect((await getDraft(ctx, id)).pick.ids).toEqual([]);
    }));

  it("warns of picked samples that are nearly the same", () =>
    inRollback(async (ctx) => {
      const { frameId } = await createScene(ctx, "dddddddddd");
      const move = (distanceMeters: number) =>
        editOf(ctx, frameId, {
          id: "annotation:1",
          operation: { kind: "move", direction: "left", distanceMeters },
          instruction: `Move the chair ${distanceMeters} m to the left.`,
        });
      const ids = [
        await createSample(ctx, frameId, { number: 0, edit: await move(0.5) }),
        await createSample(ctx, frameId, { number: 1, edit: await move(0.6) }),
        await createSample(ctx, frameId, { number: 2, edit: await move(0.9) }),
      ];
      for (const id of ids) await keep(ctx, id);
      const { id } = await createDraft(ctx, { name: "d", spec: { query: { source: "gated" } } });
      const { nearDuplicates } = await getDraft(ctx, id);
      expect(nearDuplicates.map((pair) => pair.ids)).toEqual([[ids[0], ids[1]]]);
    }));

  it("does not offer what no release may hold", () =>
    inRollback(async (ctx) => {
      const [first, ...others] = await createReleasableSamples(ctx);
      await ctx.db.sample.update({ where: { id: first! }, data: { notForRelease: "not theirs" } });
      const spec = { query: { source: "gated" as const }, pinned: [first!] };
      const { id } = await createDraft(ctx, { name: "d", spec });
      const { pick, pinsMissing } = await getDraft(ctx, id);
      expect(pick.ids).toEqual(others.toSorted());
      expect(pinsMissing).toEqual([{ id: first, why: "not theirs" }]);
    }));
});

describe("a freeze of a draft", () => {
  it("holds exactly what is picked, and the manifest says how it was chosen", () =>
    inRollback(async (ctx) => {
      const ids = await createReleasableSamples(ctx);
      await acceptAll(ctx, ids);
      const spec = {
        quotas: { sceneMax: 1 },
        pinned: [ids[1]!],
        split: { train: 1, val: 0, test: 1 },
        seed: 11,
        preflight: { isRequired: false },
      };
      const { id } = await createDraft(ctx, { name: "one a scene", spec });
      const draft = await getDraft(ctx, id);
      expect(draft.pick.ids).toEqual([ids[1], ids[2]].toSorted());
      const frozen = await freezeRelease(ctx, {
        name: "v0",
        draftId: id,
        picked: [...draft.pick.ids],
      });
      expect(frozen).toMatchObject({ source: "accepted", leftOut: [] });
      const { manifest } = await getRelease(ctx, "v0");
      expect(manifest.samples.map(({ sampleId }) => sampleId).toSorted()).toEqual(draft.pick.ids);
      expect(manifest.draft).toMatchObject({ name: "one a scene", spec: draft.spec });
      const { train, val, test } = manifest.draft?.splits ?? {};
      expect([...(train ?? []), ...(test ?? [])].toSorted()).toEqual(["aaaaaaaaaa", "bbbbbbbbbb"]);
      expect([train?.length, val?.length, test?.length]).toEqual([1, 0, 1]);
      await ctx.db.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
    }));

  it("names a sample that lost its acceptance since it was looked at", () =>
    inRollback(async (ctx) => {
      const ids = await createReleasableSamples(ctx);
      await acceptAll(ctx, ids);
      const preflight = { isRequired: false };
      const { id, version } = await createDraft(ctx, { name: "d", spec: { preflight } });
      const { pick } = await getDraft(ctx, id);
      const lost = ids[2]!;
      await undoVerdict(ctx, { sampleId: lost });
      const request = { name: "v0", draftId: id, picked: [...pick.ids] };
      expect(await refusalOf(freezeRelease(ctx, request))).toMatch(
        new RegExp(
          `^CONFLICT .*no longer in: ${lost} \\(it is queued and not accepted any more\\)`,
        ),
      );
      await updateDraft(ctx, { id, version, spec: { pinned: [lost], preflight } });
      expect(await refusalOf(freezeRelease(ctx, { name: "v0", draftId: id }))).toMatch(
        new RegExp(`^PRECONDITION pinned .*${lost} \\(it is queued and not accepted any more\\)`),
      );
      expect(await ctx.db.release.count()).toBe(0);
    }));

  it("is refused when a picked sample breaks a check, which an exclusion mends", () =>
    inRollback(async (ctx) => {
      await createReleasableSamples(ctx);
      const { frameId } = await createScene(ctx, "cccccccccc");
      const short = await editOf(ctx, frameId, {
        id: "annotation:1",
        operation: { kind: "move", direction: "left", distanceMeters: 0.2 },
        instruction: "Move the chair 20 cm to the left.",
      });
      const bad = await createSample(ctx, frameId, { edit: short });
      await keep(ctx, bad);
      const query = { source: "gated" as const };
      const preflight = { isRequired: false };
      const { id, version } = await createDraft(ctx, { name: "d", spec: { query, preflight } });
      expect(await refusalOf(freezeRelease(ctx, { name: "v0", draftId: id }))).toMatch(
        new RegExp(`^PRECONDITION .*${bad} \\(.*oracle.*exclude them`),
      );
      await updateDraft(ctx, { id, version, spec: { query, preflight, excluded: [bad] } });
      const { composition } = await freezeRelease(ctx, { name: "v0", draftId: id });
      expect(composition.samples).toBe(3);
    }));

  it("of nothing is refused, as is a draft beside a source", () =>
    inRollback(async (ctx) => {
      const { id } = await createDraft(ctx, { name: "empty" });
      expect(await refusalOf(freezeRelease(ctx, { name: "v0", draftId: id }))).toMatch(
        /^PRECONDITION the draft "empty" picks no sample/,
      );
      expect(
        await refusalOf(freezeRelease(ctx, { name: "v0", draftId: id, source: "gated" })),
      ).toMatch(/^INVALID source: /);
    }));
});
