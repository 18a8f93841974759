import { describe, expect, it } from "vitest";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { recordVerdict } from "../review/record-verdict.ts";
import { undoVerdict } from "../review/undo-verdict.ts";
import { getSample } from "../sample/get-sample.ts";
import { readBlob } from "../storage.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createReleasableSamples } from "../test/release-fixture.ts";
import { freezePatch } from "./freeze-patch.ts";
import { freezeRelease } from "./freeze-release.ts";
import { getReleaseErrata } from "./get-release-errata.ts";
import { getRelease } from "./get-release.ts";
import { recordErratum, withdrawErratum } from "./record-erratum.ts";

const name = "gsi-real-1.0.0";

/** Runs a test with three accepted samples, frozen as `gsi-real` 1.0.0. */
const withRelease = (work: (ctx: Context, ids: string[]) => Promise<void>) =>
  inRollback(async (ctx) => {
    const ids = await createReleasableSamples(ctx);
    for (const sampleId of ids)
      await recordVerdict(ctx, { sampleId, version: 1, kind: "accept", note: "fine" });
    const citation = {
      title: "T",
      authors: [{ name: "Lab" }],
      doi: "10.5072/x",
      published: "2026",
    };
    await freezeRelease(ctx, { name: "gsi-real", version: "1.0.0", citation });
    await work(ctx, ids);
  });

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? [error.code, error.message] : error),
  );

describe("a patch", () => {
  it("is the release without what was wrong and with what was corrected, and says why", () =>
    withRelease(async (ctx, [corrected = "", gone = "", kept = ""]) => {
      const before = await getRelease(ctx, name);
      const bytes = await readBlob(before.manifestHash);
      await recordErratum(ctx, { name, sampleId: corrected, reason: "Too many words." });
      await recordErratum(ctx, { name, sampleId: gone, reason: "The table is a desk." });
      await undoVerdict(ctx, { sampleId: corrected });
      const { version, current } = await getSample(ctx, corrected);
      const instruction = "Shift the chair 50 cm to the left.";
      const edit = { ...current.edit, instruction };
      await recordVerdict(ctx, { sampleId: corrected, version, kind: "accept", note: "so", edit });

      const frozen = await freezePatch(ctx, { name, changelog: "Nothing else." });
      expect(frozen.name).toBe("gsi-real-1.0.1");
      const after = await getRelease(ctx, "gsi-real-1.0.1");
      const samples = after.manifest.samples;
      expect(samples.map(({ sampleId }) => sampleId)).toEqual([corrected, kept]);
      expect(samples[0]?.edit.prompt).toBe(instruction);
      expect(samples[0]?.revision.number).toBe(2);
      expect(samples[1]).toEqual(before.manifest.samples[2]);
      expect(after.manifest.images).toEqual(before.manifest.images);
      expect(after.manifest.edition).toMatchObject({
        version: "1.0.1",
        supersedes: { name, manifestHash: before.manifestHash },
        errata: [
          { sampleId: corrected, reason: "Too many words.", outcome: "corrected" },
          { sampleId: gone, reason: "The table is a desk.", outcome: "removed" },
        ],
        changelog: [
          `Takes the place of ${name}.`,
          "- Corrected `aaaaaaaaaa_frame_000000_edit_0`: Too many words.\n- Removed `aaaaaaaaaa_frame_000000_edit_1`: The table is a desk.",
          "Nothing else.",
        ].join("\n\n"),
      });
      // DOI and day are those of the first version.
      expect(after.manifest.edition?.citation).toEqual({ title: "T", authors: [{ name: "Lab" }] });
      expect((await getRelease(ctx, name)).manifest).toEqual(before.manifest);
      expect(await readBlob(before.manifestHash)).toEqual(bytes);
      expect((await getReleaseErrata(ctx, name)).supersededBy).toBe("gsi-real-1.0.1");
      await ctx.db.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;

      // Its errata stand now, and one patch follows the other.
      const withdrawn = withdrawErratum(ctx, { name, sampleId: gone });
      expect(await errorOf(withdrawn)).toMatchObject(["PRECONDITION", /has a patch/]);
      expect(await errorOf(freezePatch(ctx, { name, version: "1.0.2" }))).toMatchObject([
        "CONFLICT",
        /gsi-real-1.0.1: patch that one/,
      ]);
    }));

  it("drops a photo and a scene that only wrong samples showed", () =>
    withRelease(async (ctx, ids) => {
      await recordErratum(ctx, { name, sampleId: ids[2] ?? "", reason: "Blurred." });
      await freezePatch(ctx, { name, version: "1.1.0" });
      const { manifest } = await getRelease(ctx, "gsi-real-1.1.0");
      expect(manifest.scenes.map(({ id }) => id)).toEqual(["aaaaaaaaaa"]);
      expect(manifest.files.map(({ path }) => path).join()).not.toContain("bbbbbbbbbb");
    }));

  it("needs a version, an erratum, a later number and something left", () =>
    withRelease(async (ctx, ids) => {
      expect(await errorOf(freezePatch(ctx, { name }))).toMatchObject([
        "PRECONDITION",
        /has no erratum/,
      ]);
      await recordErratum(ctx, { name, sampleId: ids[0] ?? "", reason: "Wrong." });
      expect(await errorOf(freezePatch(ctx, { name, version: "1.0.0" }))).toMatchObject([
        "INVALID",
        /does not come after/,
      ]);
      for (const sampleId of ids.slice(1))
        await recordErratum(ctx, { name, sampleId, reason: "Wrong." });
      expect(await errorOf(freezePatch(ctx, { name }))).toMatchObject([
        "PRECONDITION",
        /nothing is left/,
      ]);
      await freezeRelease(ctx, { name: "v0" });
      expect(await errorOf(freezePatch(ctx, { name: "v0" }))).toMatchObject([
        "PRECONDITION",
        /has a name and no version/,
      ]);
    }));
});

describe("an erratum", () => {
  it("is about a sample of the release, once, and can be withdrawn", () =>
    withRelease(async (ctx, [sampleId = ""]) => {
      const input = { name, sampleId, reason: "Wrong." };
      const undo = () => undoVerdict(ctx, { sampleId });
      expect(await errorOf(undo())).toMatchObject(["PRECONDITION", /unless the release has/]);
      await recordErratum(ctx, input);
      expect((await getReleaseErrata(ctx, name)).errata).toMatchObject([
        { sampleId, queryId: "0", reason: "Wrong.", by: ctx.actor.name },
      ]);
      await withdrawErratum(ctx, { name, sampleId });
      expect((await getReleaseErrata(ctx, name)).errata).toEqual([]);
      const other = recordErratum(ctx, { ...input, sampleId: "none" });
      expect(await errorOf(other)).toMatchObject(["NOT_FOUND", /holds no sample none/]);
      await recordErratum(ctx, input);
      expect(await errorOf(recordErratum(ctx, input))).toMatchObject(["CONFLICT", /already/]);
    }));
});
