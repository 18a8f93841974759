import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compareReleases } from "#core/release/compare-releases.ts";
import { AppError } from "../errors.ts";
import { recordVerdict } from "../review/record-verdict.ts";
import { getSample } from "../sample/get-sample.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createReleasableSamples, inFolder } from "../test/release-fixture.ts";
import { compareStoredReleases } from "./compare-stored-releases.ts";
import { exportRelease } from "./export-release.ts";
import { freezeRelease } from "./freeze-release.ts";
import { getRelease } from "./get-release.ts";
import { readFolderManifest } from "./manifest-file.ts";

describe("the comparison of stored releases", () => {
  it("tells what a reviewer changed, and what was rejected", () =>
    inRollback(async (ctx) => {
      const [moved, turned] = await createReleasableSamples(ctx);
      await freezeRelease(ctx, { name: "v0", source: "gated" });
      const { version, current } = await getSample(ctx, moved ?? "");
      const instruction = "Shift the chair 50 cm to the left.";
      await recordVerdict(ctx, {
        sampleId: moved ?? "",
        version,
        kind: "accept",
        note: "words",
        edit: { ...current.edit, instruction },
      });
      const gone = await getSample(ctx, turned ?? "");
      await recordVerdict(ctx, {
        sampleId: gone.id,
        version: gone.version,
        kind: "reject",
        reason: "other",
        note: "no",
      });
      await freezeRelease(ctx, { name: "v1", source: "gated" });
      const forward = await compareStoredReleases(ctx, { a: "v0", b: "v1" });
      expect(forward).toMatchObject({
        added: [],
        removed: [{ sampleId: turned }],
        unchanged: 1,
        changed: [{ before: { sampleId: moved }, after: { instruction } }],
      });
      expect(forward.changed[0]?.changes).toMatchObject([
        { what: "words", from: "Move the chair 50 cm to the left.", to: instruction },
        { what: "reviews", from: [], to: [{ kind: "accept", revision: 2 }] },
      ]);
      const back = await compareStoredReleases(ctx, { a: "v1", b: "v0" });
      expect(back).toMatchObject({ added: [{ sampleId: turned }], removed: [], unchanged: 1 });
      expect(back.operations.map(({ kind }) => kind)).toEqual(["move", "rotate", "remove"]);
    }));

  it("finds an export to be the release that it was made of", () =>
    inRollback(async (ctx) => {
      await createReleasableSamples(ctx);
      await freezeRelease(ctx, { name: "v0", source: "gated" });
      await inFolder(async (folder) => {
        const outDir = join(folder, "out");
        await exportRelease(ctx, { name: "v0", outDir, format: "jsonl" });
        const { manifest } = await getRelease(ctx, "v0");
        const copy = await readFolderManifest(outDir);
        expect(compareReleases(manifest, copy)).toMatchObject({
          added: [],
          removed: [],
          changed: [],
          unchanged: 3,
        });
      });
    }));

  it("names the release that there is not", () =>
    inRollback(async (ctx) => {
      const answer = await compareStoredReleases(ctx, { a: "v0", b: "v1" }).catch(
        (error: unknown) => error,
      );
      expect(answer).toBeInstanceOf(AppError);
      expect(String(answer)).toContain("no release v");
    }));
});
