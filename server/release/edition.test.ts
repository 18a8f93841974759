import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Citation } from "#core/release/citation.ts";
import { ExportFormat } from "#core/release/export-format.ts";
import { AppError } from "../errors.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createReleasableSamples, inFolder } from "../test/release-fixture.ts";
import type { MediaChoice } from "./decide-media.ts";
import { exportRelease } from "./export-release.ts";
import { findReleases } from "./find-releases.ts";
import { freezeRelease } from "./freeze-release.ts";
import { getRelease } from "./get-release.ts";
import { verifyRelease } from "./verify-release.ts";

const citation: Citation = {
  title: "Spatial edits of an office",
  authors: [{ familyNames: "Carberry", givenNames: "Josiah", orcid: "0000-0002-1825-0097" }],
  licence: "CC-BY-4.0",
};

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

describe("a release with a version", () => {
  it("is found under series and version for good, beside one with a name alone", () =>
    inRollback(async (ctx) => {
      await createReleasableSamples(ctx);
      const source = "gated";
      const frozen = await freezeRelease(ctx, {
        name: "gsi-real",
        version: "1.0.0",
        source,
        changelog: "# First\n",
        citation,
      });
      await freezeRelease(ctx, { name: "v0", source });
      expect(frozen.name).toBe("gsi-real-1.0.0");
      const { manifest, series, version } = await getRelease(ctx, "gsi-real-1.0.0");
      expect([series, version]).toEqual(["gsi-real", "1.0.0"]);
      const edition = { series: "gsi-real", version: "1.0.0", changelog: "# First", citation };
      expect(manifest.edition).toEqual(edition);
      expect((await getRelease(ctx, "v0")).manifest).not.toHaveProperty("edition");
      const listed = await findReleases(ctx);
      expect(listed.map((one) => one.version).toSorted()).toEqual(["1.0.0", null]);
      for (const name of ["gsi-real", "gsi-real-1.0.0"])
        expect(
          await codeOf(
            freezeRelease(ctx, { name, source, ...(name === "gsi-real" && { version: "1.0.0" }) }),
          ),
        ).toBe("CONFLICT");
      const dotted = freezeRelease(ctx, { name: "gsi-1.0", version: "1.0.0", source });
      expect(await codeOf(dotted)).toBe("INVALID");
    }));

  it("says in every export what it is and how to cite it, and the check of a copy knows", () =>
    inRollback(async (ctx) => {
      await createReleasableSamples(ctx);
      await freezeRelease(ctx, {
        name: "gsi-real",
        version: "1.0.0",
        source: "gated",
        changelog: "First",
        citation,
      });
      await inFolder(async (folder) => {
        const name = "gsi-real-1.0.0";
        for (const format of ExportFormat.options.filter((one) => one !== "overlays")) {
          const outDir = join(folder, format);
          await exportRelease(ctx, { name, outDir, format });
          const read = (file: string) => readFile(join(outDir, file), "utf8");
          expect(await read("CHANGELOG.md")).toBe("First\n");
          expect(await read("CITATION.cff")).toMatch(/^version: "1.0.0"$/m);
          expect(JSON.parse(await read("datacite.json"))).toMatchObject({
            creators: [{ name: "Carberry, Josiah" }],
            version: "1.0.0",
          });
          if (format === "huggingface")
            expect(JSON.parse(await read("croissant.json"))).toMatchObject({
              version: "1.0.0",
              creator: [
                { name: "Josiah Carberry", "@id": "https://orcid.org/0000-0002-1825-0097" },
              ],
            });
          const { ok, errors } = await verifyRelease(outDir);
          expect([ok, errors]).toEqual([true, []]);
        }
      });
    }));

  it("leaves out photos that may not be passed on, unless told otherwise, and says so", () =>
    inRollback(async (ctx) => {
      await createReleasableSamples(ctx);
      await freezeRelease(ctx, { name: "v0", source: "gated" });
      await ctx.db.scene.updateMany({ data: { source: "photos" } });
      await freezeRelease(ctx, { name: "v1", source: "gated" });
      await inFolder(async (folder) => {
        const exported = async (name: string, format: ExportFormat, media: MediaChoice) => {
          const outDir = join(folder, `${name}-${format}-${media}`);
          const written = await exportRelease(ctx, { name, format, media, outDir });
          const files = await readdir(outDir, { recursive: true });
          return [
            written.media,
            files.some((one) => one.endsWith(".jpg")),
            written.warnings.join(),
          ];
        };
        const left = /photos are left out: the terms of scannetpp/;
        expect(await exported("v0", "jsonl", "by-terms")).toEqual([
          false,
          false,
          expect.stringMatching(left),
        ]);
        const holds = expect.stringMatching(/^it holds photos of scannetpp/);
        expect(await exported("v0", "jsonl", true)).toEqual([true, true, holds]);
        expect(await exported("v0", "jsonl", false)).toEqual([false, false, ""]);
        const points = expect.stringMatching(/^it holds points of scans/);
        expect(await exported("v0", "gltf", "by-terms")).toEqual([true, false, points]);
        expect(await exported("v1", "jsonl", "by-terms")).toEqual([true, true, ""]);
      });
    }));
});
