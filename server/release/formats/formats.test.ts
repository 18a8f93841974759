import { appendFile, cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { describe, expect, it, vi } from "vitest";
import { ExportFormat, recogniseFormat, rootNames } from "#core/release/export-format.ts";
import { MediaList } from "#core/release/media-list.ts";
import { Manifest } from "#core/release/manifest.ts";
import { manifestText } from "#core/release/manifest-header.ts";
import type { Context } from "../../context.ts";
import { putBlob, readBlob } from "../../storage.ts";
import { checksumsIn, hashesIn } from "../../test/folder-files.ts";
import { readStoredZip } from "../../test/read-stored-zip.ts";
import { withFullRelease } from "../../test/export-fixture.ts";
import { exportRelease } from "../export-release.ts";
import { getRelease } from "../get-release.ts";
import { streamRelease } from "../stream-release.ts";
import { verifyRelease } from "../verify-release.ts";

const formats = ExportFormat.options;
const withMedia = ["gsi-bench", "jsonl", "huggingface"] as const;

describe.each(formats)("an export as %s", (format) => {
  it("is the same bytes again, lists them all in its checksums, and is known by its root", () =>
    withFullRelease(async (ctx, folder) => {
      const contents = [];
      for (const name of ["UTC", "Pacific/Auckland"]) {
        vi.stubEnv("TZ", name);
        const outDir = join(folder, name.replace("/", "-"));
        await exportRelease(ctx, { name: "v0", outDir, format });
        contents.push(await hashesIn(outDir));
      }
      vi.unstubAllEnvs();
      expect(contents[1]).toEqual(contents[0]);
      const { SHA256SUMS: _own, ...content } = contents[0]!;
      expect(await checksumsIn(join(folder, "UTC"))).toEqual(content);
      const { manifestHash } = await getRelease(ctx, "v0");
      expect(content["manifest.json"]).toBe(manifestHash);
      const names = await readdir(join(folder, "UTC"));
      expect(recogniseFormat(names)).toBe(format);
      const known = [...rootNames[format], "manifest", "manifest.json", "SHA256SUMS"];
      expect(names.filter((name) => !known.includes(name))).toEqual([]);
    }));

  it("verifies, and says which file was changed, is missing or was added", () =>
    withFullRelease(async (ctx, folder) => {
      const outDir = join(folder, "out");
      await exportRelease(ctx, { name: "v0", outDir, format });
      const good = await verifyRelease(outDir);
      expect([good.errors, good.format, good.ok]).toEqual([[], format, true]);
      const paths = Object.keys(await hashesIn(outDir)).filter((path) => path !== "SHA256SUMS");
      for (const path of [paths[0]!, paths.at(-1)!]) {
        const copy = join(folder, "copy");
        await cp(outDir, copy, { recursive: true });
        await appendFile(join(copy, path), " ");
        const changed = await verifyRelease(copy);
        expect(changed.errors.map(({ file }) => file)).toContain(path);
        if (path !== "manifest.json") {
          await rm(join(copy, path));
          const missing = await verifyRelease(copy);
          expect(missing.errors.map(({ file }) => file)).toContain(path);
        }
        await rm(copy, { recursive: true });
      }
      const inside = paths.find((path) => path.includes("/"))!.split("/")[0]!;
      await writeFile(join(outDir, inside, "thesis.tex"), "");
      expect((await verifyRelease(outDir)).errors.map(({ kind, file }) => [kind, file])).toEqual([
        ["extra", `${inside}/thesis.tex`],
      ]);
    }));

  it("that is stopped leaves nothing", () =>
    withFullRelease(async (ctx, folder) => {
      const stop = new AbortController();
      const steps: { done: number; total: number }[] = [];
      const stopped = exportRelease(ctx, {
        name: "v0",
        outDir: join(folder, "out"),
        format,
        onProgress: (step) => {
          steps.push(step);
          if (step.done === 2) stop.abort();
        },
        signal: stop.signal,
      });
      await expect(stopped).rejects.toThrow(/abort/);
      expect(steps.map(({ done }) => done)).toEqual([1, 2]);
      expect(steps[0]!.total).toBeGreaterThan(2);
      const atOnce = exportRelease(ctx, {
        name: "v0",
        outDir: join(folder, "out"),
        format,
        signal: AbortSignal.abort(),
      });
      await expect(atOnce).rejects.toThrow(/abort/);
      expect(await readdir(folder)).toEqual([]);
    }));

  it("is downloaded as a folder that verifies", () =>
    withFullRelease(async (ctx, folder) => {
      const { fileName, stream, sizeBytes } = await streamRelease(ctx, { name: "v0", format });
      expect(fileName).toBe(`${format}-v0.zip`);
      const bytes = await buffer(stream);
      if (sizeBytes !== null) expect(bytes.byteLength).toBe(sizeBytes);
      for (const [path, content] of readStoredZip(bytes)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
      }
      const report = await verifyRelease(join(folder, `${format}-v0`));
      expect([report.errors, report.format]).toEqual([[], format]);
    }));
});

describe.each(withMedia)("an export as %s without photos", (format) => {
  it("holds no photo, lists them with where they are from, and takes back the right ones only", () =>
    withFullRelease(async (ctx, folder) => {
      const outDir = join(folder, "out");
      await exportRelease(ctx, { name: "v0", outDir, format, media: false });
      const { manifest } = await getRelease(ctx, "v0");
      const hashes = Object.values(await hashesIn(outDir));
      for (const { sha256 } of manifest.images) expect(hashes).not.toContain(sha256);
      const list = MediaList.parse(JSON.parse(await readFile(join(outDir, "media.json"), "utf8")));
      expect(list.photos).toHaveLength(manifest.images.length);
      const [photo] = list.photos;
      const bytes = await readBlob(photo!.sha256);
      expect(photo).toEqual({
        path: expect.stringMatching(/^[a-z_]+\/aaaaaaaaaa_frame_000000\.jpg$/),
        imageId: "aaaaaaaaaa_frame_000000",
        sceneId: "aaaaaaaaaa",
        source: "scannetpp",
        frameKey: "frame_000000",
        stream: "iphone",
        sha256: manifest.images[0]!.sha256,
        size: bytes.byteLength,
        inputsHash: "inputs",
      });
      expect((await verifyRelease(outDir)).errors).toEqual([]);
      const place = join(outDir, photo!.path);
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, bytes);
      const filled = await verifyRelease(outDir);
      expect(filled.errors).toEqual([]);
      await appendFile(place, " ");
      const wrong = await verifyRelease(outDir);
      expect(wrong.errors.map(({ kind, file }) => [kind, file])).toContainEqual([
        "changed",
        photo!.path,
      ]);
      await appendFile(join(outDir, "media.json"), " ");
      expect((await verifyRelease(outDir)).errors.map(({ file }) => file)).toContain("media.json");
    }));
});

describe("the photos of a format", () => {
  it.each(["overlays", "gltf"] as const)("of %s cannot be left out", (format) =>
    withFullRelease(async (ctx, folder) => {
      const refused = exportRelease(ctx, {
        name: "v0",
        outDir: join(folder, "out"),
        format,
        media: false,
      });
      await expect(refused).rejects.toThrow(/has no photos that could be left out/);
      expect(await readdir(folder)).toEqual([]);
    }),
  );

  it("of another export are not replaced", () =>
    withFullRelease(async (ctx, folder) => {
      const outDir = join(folder, "out");
      await exportRelease(ctx, { name: "v0", outDir, format: "jsonl" });
      await expect(
        exportRelease(ctx, { name: "v0", outDir, format: "huggingface" }),
      ).rejects.toThrow(/holds other files/);
      await exportRelease(ctx, { name: "v0", outDir, format: "jsonl", media: false });
      expect(await readdir(outDir)).not.toContain("images");
    }));
});

/** The manifest as releases had it before its lists were files, and before pictures, points, streams, splits and poses were kept. */
function asFrozenBefore(manifest: Manifest): Manifest {
  return Manifest.parse({
    ...manifest,
    formatVersion: 1,
    scenes: manifest.scenes.map(({ points: _points, ...scene }) => scene),
    images: manifest.images.map(
      ({ size: _size, stream: _stream, split: _split, cameraFromWorld: _pose, ...image }) => image,
    ),
    samples: manifest.samples.map(({ pictures: _pictures, ...sample }) => sample),
  });
}

describe("a release frozen with version 1 of the manifest", () => {
  const withOldRelease = (work: (ctx: Context, folder: string, text: string) => Promise<void>) =>
    withFullRelease(async (ctx, folder) => {
      const { manifest } = await getRelease(ctx, "v0");
      const text = manifestText(asFrozenBefore(manifest));
      await ctx.db.release.create({
        data: {
          name: "old",
          source: "gated",
          actorId: ctx.actor.id,
          manifestHash: await putBlob(Buffer.from(text)),
          sampleCount: manifest.samples.length,
        },
      });
      await work(ctx, folder, text);
    });

  it.each(formats.filter((one) => one !== "overlays"))("is written as %s and verifies", (format) =>
    withOldRelease(async (ctx, folder, text) => {
      const [now, then] = [join(folder, "now"), join(folder, "then")];
      await exportRelease(ctx, { name: "v0", outDir: now, format });
      await exportRelease(ctx, { name: "old", outDir: then, format });
      expect(await readFile(join(then, "manifest.json"), "utf8")).toBe(text);
      const paths = Object.keys(await hashesIn(now));
      expect(Object.keys(await hashesIn(then))).toEqual(
        paths.filter((path) => !path.startsWith("manifest/")),
      );
      const [report, reportNow] = [await verifyRelease(then), await verifyRelease(now)];
      expect(report.errors).toEqual([]);
      expect(report.merkleRoot).toBe(reportNow.merkleRoot);
      expect(report.composition).toEqual(reportNow.composition);
    }),
  );

  it("is not written as pictures, which it does not know: it says what to do", () =>
    withOldRelease(async (ctx, folder) => {
      const outDir = join(folder, "out");
      await expect(exportRelease(ctx, { name: "old", outDir, format: "overlays" })).rejects.toThrow(
        /v0 was frozen without the pictures of sample aaaaaaaaaa_frame_000000_0: freeze it again/,
      );
    }));
});
