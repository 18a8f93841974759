import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { readBlob } from "../storage.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createReleasableSamples, inFolder } from "../test/release-fixture.ts";
import { compareStoredReleases } from "./compare-stored-releases.ts";
import { exportRelease } from "./export-release.ts";
import { findReleases } from "./find-releases.ts";
import { freezeRelease } from "./freeze-release.ts";
import { getImportedRelease } from "./get-imported-release.ts";
import { getMerkleRoot } from "./get-merkle-root.ts";
import { importDataset } from "./import-dataset.ts";

const photo = "aaaaaaaaaa_frame_000000";

/** Runs a test with the frozen release `v0` and a copy of its dataset folder, as if it came from elsewhere. */
const withDataset = (work: (ctx: Context, dir: string) => Promise<void>) =>
  inRollback(async (ctx) => {
    await createReleasableSamples(ctx);
    await freezeRelease(ctx, { name: "v0", source: "gated" });
    await inFolder(async (folder) => {
      const outDir = join(folder, "out");
      await exportRelease(ctx, { name: "v0", outDir, format: "gsi-bench" });
      await work(ctx, join(outDir, "fine_dataset"));
    });
  });

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? [error.code, error.message] : error),
  );

describe("the import of a data set from elsewhere", () => {
  it("keeps every byte, draws the boxes where the studio drew them, and compares as the same", () =>
    withDataset(async (ctx, dir) => {
      const counts = await importDataset(ctx, { dir, name: "published" });
      expect(counts).toMatchObject({ samples: 3, images: 2, errors: 0, unreadable: [] });
      const imported = await getImportedRelease(ctx, "published");
      const { dataset } = imported!;
      for (const { path, sha256 } of dataset.files)
        expect(await readBlob(sha256)).toEqual(await readFile(join(dir, "..", path)));
      expect(dataset.samples.map(({ kind }) => kind)).toEqual(["move", "rotate", "remove"]);
      expect(dataset.samples[0]?.operation).toEqual({
        kind: "move",
        direction: "left",
        distanceMeters: 0.5,
      });
      const drawn = dataset.samples.map(({ pictures }) => pictures?.after);
      expect(new Set(drawn).size).toBe(3);
      const [listed] = await findReleases(ctx);
      expect(listed).toMatchObject({ name: "published", source: "imported", sampleCount: 3 });
      const roots = (await findReleases(ctx)).map(getMerkleRoot);
      const [root, own] = await Promise.all(roots);
      expect(root).toBe(own);
      const difference = await compareStoredReleases(ctx, { a: "v0", b: "published" });
      expect(difference).toMatchObject({ added: [], removed: [], changed: [], unchanged: 3 });
      await ctx.db.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
      const refused = exportRelease(ctx, { name: "published", outDir: dir, format: "jsonl" });
      expect(await errorOf(refused)).toMatchObject(["PRECONDITION", /made elsewhere/]);
    }));

  it("names what is no sample and what breaks a rule, and takes the rest as it is", () =>
    withDataset(async (ctx, dir) => {
      const move = JSON.parse(await readFile(join(dir, `${photo}_edit_0.json`), "utf8")) as object;
      const write = (file: string, json: unknown) =>
        writeFile(join(dir, file), typeof json === "string" ? json : JSON.stringify(json));
      await write(`${photo}_edit_2.json`, "{");
      await write(`${photo}_edit_3.json`, { ...move, target: 3 });
      await write(`${photo}_edit_4.json`, { ...move, prompt: "Beautify the chair." });
      await write(`${photo}_edit_5.json`, {
        ...move,
        rotation_matrix: [
          [2, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      });
      await write("nowhere_frame_000000_edit_0.json", move);
      await write("cccccccccc_frame_000000.jpg", "no picture");
      await write("notes.txt", "not of the layout");
      const counts = await importDataset(ctx, { dir, name: "published" });
      expect(counts.samples).toBe(4);
      expect(counts.unreadable.map(({ file, reason }) => [file, reason])).toEqual([
        [`${photo}_edit_2.json`, expect.stringMatching(/no JSON/)],
        [`${photo}_edit_3.json`, expect.stringMatching(/^target: /)],
        [`${photo}_edit_4.json`, expect.stringMatching(/names no operation/)],
        ["cccccccccc_frame_000000.jpg", "it is no picture"],
        ["nowhere_frame_000000_edit_0.json", expect.stringMatching(/no photo nowhere/)],
      ]);
      const { dataset } = (await getImportedRelease(ctx, "published"))!;
      const broken = dataset.samples.find(({ queryId }) => queryId === "5");
      expect(broken).toBeDefined();
      expect(broken).not.toHaveProperty("pictures");
      const found = dataset.violations.map(({ rule, file }) => `${rule} ${file}`);
      expect(found).toContain(`rotation-proper ${photo}_edit_5.json`);
      expect(found).toContain("folder-content notes.txt");
      expect(dataset.files.map(({ path }) => path)).not.toContain("fine_dataset/notes.txt");
    }));

  it("refuses a name that is taken, and a folder without a sample, and then writes nothing", () =>
    withDataset(async (ctx, dir) => {
      const taken = importDataset(ctx, { dir, name: "v0" });
      expect(await errorOf(taken)).toMatchObject(["CONFLICT", /there is a release v0/]);
      for (const name of [photo, "bbbbbbbbbb_frame_000000"]) await rm(join(dir, `${name}.jpg`));
      const empty = importDataset(ctx, { dir, name: "published" });
      expect(await errorOf(empty)).toMatchObject([
        "INVALID",
        /no edit that can be read; the first/,
      ]);
      expect((await findReleases(ctx)).map(({ name }) => name)).toEqual(["v0"]);
    }));

  it("is not given items afterwards", () =>
    withDataset(async (ctx, dir) => {
      await importDataset(ctx, { dir, name: "published" });
      const row = await ctx.db.release.findUniqueOrThrow({ where: { name: "published" } });
      const late = ctx.db.$executeRaw`
        INSERT INTO "ReleaseItem" SELECT ${row.id}, 'more', "revisionId", "imageId", '99' FROM "ReleaseItem" LIMIT 1`;
      await expect(late).rejects.toThrow(/a release is frozen/);
    }));
});
