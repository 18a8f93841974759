import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { PublishedEdit } from "#core/release/published-edit.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { blobPath, hashOf, readBlob } from "../storage.ts";
import { checksumsIn, hashesIn } from "../test/folder-files.ts";
import { readStoredZip } from "../test/read-stored-zip.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createReleasableSamples, inFolder } from "../test/release-fixture.ts";
import { exportRelease } from "./export-release.ts";
import { freezeRelease } from "./freeze-release.ts";
import { getRelease } from "./get-release.ts";
import { streamRelease } from "./stream-release.ts";
import { verifyRelease } from "./verify-release.ts";

const withRelease = (work: (ctx: Context, folder: string) => Promise<void>) =>
  inRollback(async (ctx) => {
    await createReleasableSamples(ctx);
    await freezeRelease(ctx, { name: "v0", source: "gated" });
    await inFolder((folder) => work(ctx, folder));
  });

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

describe("an export", () => {
  it("is the published layout and what lies beside it, and passes its own check", () =>
    withRelease(async (ctx, folder) => {
      const outDir = join(folder, "out");
      const steps: number[] = [];
      const written = await exportRelease(ctx, {
        name: "v0",
        outDir,
        format: "gsi-bench",
        onProgress: ({ done, total }) => steps.push(done / total),
      });
      expect((await readdir(outDir)).toSorted()).toEqual([
        "README.md",
        "SHA256SUMS",
        "fine_dataset",
        "fine_dataset.zip",
        "manifest",
        "manifest.json",
      ]);
      expect((await readdir(join(outDir, "fine_dataset"))).toSorted()).toEqual([
        "aaaaaaaaaa_frame_000000.jpg",
        "aaaaaaaaaa_frame_000000_edit_0.json",
        "aaaaaaaaaa_frame_000000_edit_1.json",
        "bbbbbbbbbb_frame_000000.jpg",
        "bbbbbbbbbb_frame_000000_edit_0.json",
      ]);
      expect(written).toMatchObject({ outDir, format: "gsi-bench", files: 14 });
      expect(steps.at(-1)).toBe(1);
      const report = await verifyRelease(outDir);
      expect(report.errors).toEqual([]);
      expect(report).toMatchObject({ ok: true, name: "v0", filesChecked: 5 });
      expect(report.manifestHash).toBe(written.manifestHash);
      expect(report.warnings.map(({ kind }) => kind)).toEqual(["image-size", "image-size"]);
      expect(await readdir(folder)).toEqual(["out"]);
    }));

  it("ships the photos as they are and edits that the evaluator's form holds", () =>
    withRelease(async (ctx, folder) => {
      const outDir = join(folder, "out");
      await exportRelease(ctx, { name: "v0", outDir, format: "gsi-bench" });
      const { manifest } = await getRelease(ctx, "v0");
      for (const { imageId, sha256 } of manifest.images) {
        const shipped = await readFile(join(outDir, "fine_dataset", `${imageId}.jpg`));
        expect(shipped.equals(await readBlob(sha256))).toBe(true);
      }
      for (const { imageId, queryId, edit } of manifest.samples) {
        const path = join(outDir, "fine_dataset", `${imageId}_edit_${queryId}.json`);
        expect(PublishedEdit.parse(JSON.parse(await readFile(path, "utf8")))).toEqual(edit);
      }
    }));

  it("has right checksums, and a zip that holds one folder with the same files", () =>
    withRelease(async (ctx, folder) => {
      const outDir = join(folder, "out");
      await exportRelease(ctx, { name: "v0", outDir, format: "gsi-bench" });
      const { SHA256SUMS: _own, ...content } = await hashesIn(outDir);
      expect(await checksumsIn(outDir)).toEqual(content);
      const packed = readStoredZip(await readFile(join(outDir, "fine_dataset.zip")));
      const dataset = Object.entries(content).filter(([path]) => path.startsWith("fine_dataset/"));
      expect([...packed].map(([path, bytes]) => [path, hashOf(bytes)])).toEqual(dataset);
    }));

  it("is the same bytes again, in any time zone, and replaces an earlier one", () =>
    withRelease(async (ctx, folder) => {
      const outDir = join(folder, "out");
      const zone = process.env.TZ;
      const contents = [];
      for (const name of ["UTC", "Pacific/Auckland"]) {
        process.env.TZ = name;
        await exportRelease(ctx, { name: "v0", outDir, format: "gsi-bench" });
        contents.push(await hashesIn(outDir));
      }
      process.env.TZ = zone;
      expect(contents[1]).toEqual(contents[0]);
      expect(await readdir(folder)).toEqual(["out"]);
    }));

  it("leaves a folder alone that is not its own", () =>
    withRelease(async (ctx, folder) => {
      const to = (outDir: string, name = "v0") =>
        codeOf(exportRelease(ctx, { name, outDir, format: "gsi-bench" }));
      const mine = join(folder, "mine");
      await mkdir(mine);
      await writeFile(join(mine, "thesis.tex"), "do not lose");
      expect(await to(mine)).toBe("CONFLICT");
      expect(await to(join(mine, "thesis.tex"))).toBe("INVALID");
      expect(await readdir(mine)).toEqual(["thesis.tex"]);
      const earlier = join(folder, "earlier");
      await freezeRelease(ctx, { name: "v1", source: "gated" });
      expect(await to(earlier, "v1")).toBeNull();
      expect(await to(earlier, "v0")).toBe("CONFLICT");
      await writeFile(join(earlier, "results.json"), "{}");
      expect(await to(earlier, "v1")).toBe("CONFLICT");
      expect(await to(join(folder, "none"), "v9")).toBe("NOT_FOUND");
    }));

  it("that is stopped leaves nothing, and the next one clears what a killed one left", () =>
    withRelease(async (ctx, folder) => {
      const outDir = join(folder, "out");
      const stop = new AbortController();
      const stopped = exportRelease(ctx, {
        name: "v0",
        outDir,
        format: "gsi-bench",
        onProgress: ({ done }) => done === 3 && stop.abort(),
        signal: stop.signal,
      });
      await expect(stopped).rejects.toThrow(/abort/);
      expect(await readdir(folder)).toEqual([]);
      const [dead, alive] = [".out.gsi-export-999999999-a", `.out.gsi-export-${process.pid}-b`];
      for (const name of [dead, alive]) await mkdir(join(folder, name));
      await exportRelease(ctx, { name: "v0", outDir, format: "gsi-bench" });
      expect((await readdir(folder)).toSorted()).toEqual([alive, "out"]);
    }));

  it("refuses to ship a photo that was damaged in storage", () =>
    withRelease(async (ctx, folder) => {
      const { manifest } = await getRelease(ctx, "v0");
      const path = blobPath(manifest.images[0]?.sha256 ?? "");
      const bytes = await readFile(path);
      try {
        await writeFile(path, bytes.with(100, (bytes[100] ?? 0) ^ 1));
        const outDir = join(folder, "out");
        const exported = exportRelease(ctx, { name: "v0", outDir, format: "gsi-bench" });
        await expect(exported).rejects.toThrow(/damaged on disk/);
        const { stream } = await streamRelease(ctx, { name: "v0", format: "gsi-bench" });
        await expect(buffer(stream)).rejects.toThrow(/damaged on disk/);
        expect(await readdir(folder)).toEqual([]);
      } finally {
        await writeFile(path, bytes);
      }
    }));
});

describe("a download", () => {
  it("is one folder that passes the check, of the length announced", () =>
    withRelease(async (ctx, folder) => {
      const { fileName, sizeBytes, stream } = await streamRelease(ctx, {
        name: "v0",
        format: "gsi-bench",
      });
      expect(fileName).toBe("gsi-bench-v0.zip");
      const bytes = await buffer(stream);
      expect(bytes.byteLength).toBe(sizeBytes);
      for (const [path, content] of readStoredZip(bytes)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
      }
      expect(await readdir(folder)).toEqual(["gsi-bench-v0"]);
      const report = await verifyRelease(join(folder, "gsi-bench-v0"));
      expect(report.errors).toEqual([]);
    }));
});
