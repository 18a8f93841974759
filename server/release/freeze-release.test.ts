import { describe, expect, it } from "vitest";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { recordVerdict } from "../review/record-verdict.ts";
import { getSample } from "../sample/get-sample.ts";
import { hashOf, readBlob } from "../storage.ts";
import { createSample, createScene } from "../test/factories.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createReleasableSamples, editOf, keep } from "../test/release-fixture.ts";
import { findReleases } from "./find-releases.ts";
import { freezeRelease } from "./freeze-release.ts";
import { getRelease } from "./get-release.ts";
import { previewFreeze } from "./preview-freeze.ts";

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

/** What the database answers to a statement, which is undone in any case. */
async function answerTo(ctx: Context, statement: string): Promise<string> {
  await ctx.db.$executeRawUnsafe("SAVEPOINT attempt");
  const answer = await ctx.db.$executeRawUnsafe(statement).then(
    () => "done",
    (error: Error) => error.message,
  );
  await ctx.db.$executeRawUnsafe("ROLLBACK TO SAVEPOINT attempt");
  return answer;
}

describe("a freeze", () => {
  it("takes what the gate kept and writes down where all of it comes from", () =>
    inRollback(async (ctx) => {
      const ids = await createReleasableSamples(ctx);
      const frozen = await freezeRelease(ctx, { name: "v0", source: "gated" });
      expect(frozen.leftOut).toEqual([]);
      expect(frozen.composition).toEqual({
        samples: 3,
        images: 2,
        operations: { move: 1, remove: 1, rotate: 1 },
        scenes: { aaaaaaaaaa: 2, bbbbbbbbbb: 1 },
        labels: { chair: 2, table: 1 },
      });
      expect(frozen.warnings.map(({ rule, count }) => [rule, count])).toEqual([["image-size", 2]]);
      const { manifest, manifestHash, sampleCount } = await getRelease(ctx, "v0");
      expect(sampleCount).toBe(3);
      expect(manifest.samples.map(({ sampleId }) => sampleId)).toEqual(ids);
      expect(manifest.samples[0]).toMatchObject({
        imageId: "aaaaaaaaaa_frame_000000",
        queryId: "0",
        revision: { number: 1 },
        gate: { name: "rules", verdict: "keep" },
        operation: { kind: "move", direction: "left", distanceMeters: 0.5 },
      });
      for (const { provenance } of manifest.samples)
        for (const hash of Object.values(provenance))
          expect(manifest.provenance[hash ?? ""]).toBeDefined();
      for (const { path, sha256, size } of manifest.files.filter(({ path }) =>
        path.endsWith(".jpg"),
      )) {
        const bytes = await readBlob(sha256);
        expect([path, hashOf(bytes), bytes.byteLength]).toEqual([path, sha256, size]);
      }
      expect(hashOf(await readBlob(manifestHash))).toBe(manifestHash);
      expect(await ctx.db.auditEntry.count({ where: { action: "release.freeze" } })).toBe(1);
      expect((await findReleases(ctx)).map(({ name }) => name)).toEqual(["v0"]);
      await ctx.db.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
    }));

  it("gives the same manifest for the same content, but for the name", () =>
    inRollback(async (ctx) => {
      await createReleasableSamples(ctx);
      await freezeRelease(ctx, { name: "v0", source: "gated" });
      await freezeRelease(ctx, { name: "v1", source: "gated" });
      const [one, two] = [await getRelease(ctx, "v0"), await getRelease(ctx, "v1")];
      expect({ ...two.manifest, name: "v0" }).toEqual(one.manifest);
      expect(two.manifestHash).not.toBe(one.manifestHash);
    }));

  it("of the accepted holds only what a person accepted, under a name that is not theirs", () =>
    inRollback(async (ctx) => {
      const [accepted, rejected] = await createReleasableSamples(ctx);
      if (!accepted || !rejected) throw new Error("the fixture has three samples");
      expect(await codeOf(freezeRelease(ctx, { name: "v0" }))).toBe("PRECONDITION");
      await recordVerdict(ctx, { sampleId: accepted, version: 1, kind: "accept", note: "fine" });
      await recordVerdict(ctx, {
        sampleId: rejected,
        version: 1,
        kind: "reject",
        reason: "wrong-label",
      });
      await freezeRelease(ctx, { name: "v0" });
      const { manifest } = await getRelease(ctx, "v0");
      expect(manifest.samples.map(({ sampleId }) => sampleId)).toEqual([accepted]);
      const [review] = manifest.samples[0]?.reviews ?? [];
      expect(review).toMatchObject({ kind: "accept", revision: 1 });
      expect(review?.reviewer).toMatch(/^reviewer-[0-9a-f]{12}$/);
      expect(JSON.stringify(manifest)).not.toContain(ctx.actor.id);
      await freezeRelease(ctx, { name: "v1", source: "gated" });
      const gated = (await getRelease(ctx, "v1")).manifest.samples;
      expect(gated.map(({ sampleId }) => sampleId)).not.toContain(rejected);
      expect((await getSample(ctx, accepted)).releases.toSorted()).toEqual(["v0", "v1"]);
    }));

  it("leaves out what breaks a check or a rule, and says why", () =>
    inRollback(async (ctx) => {
      await createReleasableSamples(ctx);
      const { frameId } = await createScene(ctx, "cccccccccc");
      const short = await editOf(ctx, frameId, {
        id: "annotation:1",
        operation: { kind: "move", direction: "left", distanceMeters: 0.2 },
        instruction: "Move the chair 20 cm to the left.",
      });
      const unknownVerb = await editOf(ctx, frameId, {
        id: "annotation:1",
        operation: { kind: "remove" },
        instruction: "Delete the chair.",
      });
      const ids = [
        await createSample(ctx, frameId, { number: 0, edit: short }),
        await createSample(ctx, frameId, { number: 1, edit: unknownVerb }),
      ];
      for (const id of ids) await keep(ctx, id);
      const preview = await previewFreeze(ctx, { source: "gated" });
      const frozen = await freezeRelease(ctx, { name: "v0", source: "gated" });
      expect(frozen.leftOut).toEqual(preview.leftOut);
      expect(frozen.composition).toEqual(preview.composition);
      expect(frozen.leftOut.map(({ sampleId }) => sampleId)).toEqual(ids);
      expect(frozen.leftOut[0]?.reasons.join()).toMatch(/oracle/);
      expect(frozen.leftOut[1]?.reasons.join()).toMatch(/operation-word: .*"delete"/);
      expect((await getRelease(ctx, "v0")).manifest.leftOut).toEqual(frozen.leftOut);
    }));

  it("leaves out all samples of a photo that is not stored", () =>
    inRollback(async (ctx) => {
      await createReleasableSamples(ctx);
      await ctx.db.frame.update({
        where: { id: "bbbbbbbbbb_frame_000000" },
        data: { imageHash: "0".repeat(64) },
      });
      const { leftOut, composition } = await freezeRelease(ctx, { name: "v0", source: "gated" });
      expect(composition.images).toBe(1);
      expect(leftOut[0]?.reasons.join()).toMatch(/image-format/);
    }));

  it("refuses a name that is taken or that is no name", () =>
    inRollback(async (ctx) => {
      await createReleasableSamples(ctx);
      await freezeRelease(ctx, { name: "v0", source: "gated" });
      expect(await codeOf(freezeRelease(ctx, { name: "v0", source: "gated" }))).toBe("CONFLICT");
      expect(await codeOf(freezeRelease(ctx, { name: "../v1", source: "gated" }))).toBe("INVALID");
    }));
});

/** Statements that would change what is frozen, and what the database says to each. */
const changes = [
  [`UPDATE "Release" SET "name" = 'other'`, /a release is frozen/],
  [`DELETE FROM "Release"`, /a release is frozen/],
  [`TRUNCATE "Release" CASCADE`, /a release is frozen/],
  [`UPDATE "ReleaseItem" SET "queryId" = '9'`, /a release is frozen/],
  [`DELETE FROM "ReleaseItem"`, /a release is frozen/],
  [`TRUNCATE "ReleaseItem" CASCADE`, /a release is frozen/],
  [`UPDATE "Revision" SET "edit" = '{}'`, /a release holds it/],
  [`DELETE FROM "Revision"`, /a release holds it/],
  [`TRUNCATE "Revision" CASCADE`, /a release is frozen/],
  [`DELETE FROM "Scene"`, /a release holds it/],
  [
    `INSERT INTO "ReleaseItem" SELECT "releaseId", 'more', "revisionId", "imageId", '99' FROM "ReleaseItem" LIMIT 1`,
    /a release is frozen/,
  ],
] as const;

describe("what is frozen", () => {
  const withFrozen = (work: (ctx: Context) => Promise<void>) =>
    inRollback(async (ctx) => {
      await createReleasableSamples(ctx);
      await freezeRelease(ctx, { name: "v0", source: "gated" });
      await ctx.db.sample.updateMany({ data: { currentRevisionId: null } });
      await ctx.db.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
      await work(ctx);
    });

  // With the application's own role and connection.
  it.each(changes)("refuses %s", (statement, reason) =>
    withFrozen(async (ctx) => {
      expect(await answerTo(ctx, statement)).toMatch(reason);
    }),
  );

  it("refuses the same of a session that passes over the rules of tables", () =>
    withFrozen(async (ctx) => {
      await ctx.db.$executeRaw`SET LOCAL session_replication_role = replica`;
      for (const [statement, reason] of changes.filter(([one]) => !one.includes('"Scene"')))
        expect(await answerTo(ctx, statement)).toMatch(reason);
      expect(await ctx.db.releaseItem.count()).toBe(3);
    }));

  it("is whole or is not there", () =>
    inRollback(async (ctx) => {
      await ctx.db.release.create({
        data: {
          name: "v0",
          source: "gated",
          actorId: ctx.actor.id,
          manifestHash: "0".repeat(64),
          sampleCount: 1,
        },
      });
      expect(await answerTo(ctx, "SET CONSTRAINTS ALL IMMEDIATE")).toMatch(/has 0 of its 1 items/);
    }));

  it("leaves revisions alone that no release holds", () =>
    inRollback(async (ctx) => {
      await createReleasableSamples(ctx);
      expect(await answerTo(ctx, `UPDATE "Revision" SET "beforeHash" = NULL`)).toBe("done");
    }));
});
