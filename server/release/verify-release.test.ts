import { appendFile, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { matrixFromIntrinsics } from "#core/geometry/camera.ts";
import { checksumLines } from "#core/release/checksums.ts";
import { editPath } from "#core/release/dataset-names.ts";
import type { Manifest } from "#core/release/manifest.ts";
import { publishedEditText } from "#core/release/published-edit.ts";
import { AppError } from "../errors.ts";
import { hashOf } from "../storage.ts";
import { flipByte } from "../test/folder-files.ts";
import { inRollback } from "../test/in-rollback.ts";
import { writeManifest } from "../test/write-manifest.ts";
import { createReleasableSamples, inFolder } from "../test/release-fixture.ts";
import { exportRelease } from "./export-release.ts";
import { freezeRelease } from "./freeze-release.ts";
import { readFolderManifest } from "./manifest-file.ts";
import type { VerifyReport } from "./verify-release.ts";
import { verifyRelease } from "./verify-release.ts";

const imageA = "fine_dataset/aaaaaaaaaa_frame_000000.jpg";
const imageB = "fine_dataset/bbbbbbbbbb_frame_000000.jpg";
const edit = "fine_dataset/aaaaaaaaaa_frame_000000_edit_0.json";

/** What the check says of an export after something was done to it. */
async function reportAfter(harm: (dir: string) => Promise<void>): Promise<VerifyReport> {
  let report: VerifyReport | undefined;
  await inRollback(async (ctx) => {
    await createReleasableSamples(ctx);
    await freezeRelease(ctx, { name: "v0", source: "gated" });
    await inFolder(async (folder) => {
      const outDir = join(folder, "out");
      await exportRelease(ctx, { name: "v0", outDir, format: "gsi-bench" });
      await harm(outDir);
      report = await verifyRelease(outDir);
    });
  });
  if (!report) throw new Error("nothing was verified");
  expect(report.ok).toBe(report.errors.length === 0);
  return report;
}

const found = ({ errors }: VerifyReport) => errors.map(({ kind, file }) => [kind, file]);

/** Changes the manifest and what follows from it, as somebody would who knows the format. */
async function forge(dir: string, change: (manifest: Manifest) => void): Promise<void> {
  const manifest = await readFolderManifest(dir);
  change(manifest);
  for (const sample of manifest.samples) {
    const text = publishedEditText(sample.edit);
    const file = manifest.files.find((one) => one.path === editPath(sample));
    if (!file) continue;
    Object.assign(file, { sha256: hashOf(text), size: text.length });
    await writeFile(join(dir, file.path), text);
  }
  const { parts } = await writeManifest(dir, manifest);
  const lists = Object.values(parts).map(({ path }) => path);
  const beside = await Promise.all(
    ["README.md", "manifest.json", "fine_dataset.zip", ...lists].map(async (name) => ({
      path: name,
      sha256: hashOf(await readFile(join(dir, name))),
    })),
  );
  const lines = [...checksumLines([...manifest.files, ...beside])];
  await writeFile(
    join(dir, "SHA256SUMS"),
    lines.map((line) => `${line}\n`),
  );
}

describe("a check of a copy", () => {
  it("finds one flipped byte of a photo", async () => {
    const report = await reportAfter((dir) => flipByte(join(dir, imageA), -20));
    expect(found(report)).toEqual([["changed", imageA]]);
  });

  it("finds a photo that was cut off, and says by how much", async () => {
    const report = await reportAfter(async (dir) => {
      const bytes = await readFile(join(dir, imageA));
      await writeFile(join(dir, imageA), bytes.subarray(0, 150));
    });
    expect(found(report)).toContainEqual(["changed", imageA]);
    expect(report.errors[0]?.message).toContain("has 150 bytes");
  });

  it("recognises a file under another name", async () => {
    const other = imageA.replace("000000", "000001");
    const report = await reportAfter((dir) => rename(join(dir, imageA), join(dir, other)));
    expect(found(report)).toEqual([["renamed", imageA]]);
    expect(report.errors[0]?.message).toContain(other);
  });

  it("names the field of an edit that was changed, and both values", async () => {
    const report = await reportAfter(async (dir) => {
      const json = JSON.parse(await readFile(join(dir, edit), "utf8"));
      json.new_bbox_3d[2] += 0.25;
      await writeFile(join(dir, edit), `${JSON.stringify(json)}\n`);
    });
    expect(found(report)).toEqual([["changed", edit]]);
    expect(report.errors[0]?.field).toBe("new_bbox_3d[2]");
    expect(report.errors[0]?.message).toMatch(/is 3\.25, the manifest says 3$/);
  });

  it("tells an edit that is written otherwise from one that is broken", async () => {
    const formatted = await reportAfter(async (dir) => {
      const json: unknown = JSON.parse(await readFile(join(dir, edit), "utf8"));
      await writeFile(join(dir, edit), JSON.stringify(json, null, 2));
    });
    expect(formatted.errors[0]?.message).toContain("says the same");
    const broken = await reportAfter((dir) => appendFile(join(dir, edit), "}"));
    expect(found(broken)).toEqual([["changed", edit]]);
    expect(broken.errors[0]?.message).toContain("no JSON");
  });

  it("recognises two photos that were swapped", async () => {
    const report = await reportAfter(async (dir) => {
      await rename(join(dir, imageA), join(dir, "x"));
      await rename(join(dir, imageB), join(dir, imageA));
      await rename(join(dir, "x"), join(dir, imageB));
    });
    expect(found(report)).toEqual([["swapped", imageA]]);
    expect(report.errors[0]?.message).toContain(imageB);
  });

  it("recognises a photo that stands in for another", async () => {
    const report = await reportAfter(async (dir) =>
      writeFile(join(dir, imageA), await readFile(join(dir, imageB))),
    );
    expect(found(report)).toEqual([["swapped", imageA]]);
  });

  it.each([imageA, edit])("misses %s", async (file) => {
    const report = await reportAfter((dir) => rm(join(dir, file)));
    expect(found(report)).toEqual([["missing", file]]);
  });

  it("finds what does not belong into the dataset folder", async () => {
    const report = await reportAfter(async (dir) => {
      await writeFile(join(dir, "fine_dataset", "license.json"), "{}");
      await mkdir(join(dir, "fine_dataset", "old"));
      await symlink("/etc/hostname", join(dir, "fine_dataset", "link.jpg"));
    });
    expect(found(report).toSorted()).toEqual([
      ["extra", "fine_dataset/license.json"],
      ["extra", "fine_dataset/link.jpg"],
      ["extra", "fine_dataset/old"],
    ]);
  });

  it("only warns of what lies beside", async () => {
    const report = await reportAfter((dir) => writeFile(join(dir, "notes.txt"), ""));
    expect(report.ok).toBe(true);
    expect(report.warnings.map(({ file }) => file)).toContain("notes.txt");
  });

  it.each(["README.md", "fine_dataset.zip", "manifest.json"])(
    "finds one flipped byte of %s",
    async (name) => {
      const report = await reportAfter((dir) => flipByte(join(dir, name), 60));
      expect(report.errors.map(({ file }) => file)).toContain(name);
    },
  );

  it("finds one flipped byte of the checksums, and their loss", async () => {
    const flipped = await reportAfter((dir) => flipByte(join(dir, "SHA256SUMS"), 70));
    expect(flipped.errors.map(({ file }) => file)).toContain("SHA256SUMS");
    const lost = await reportAfter((dir) => rm(join(dir, "SHA256SUMS")));
    expect(found(lost)).toEqual([["checksums", "SHA256SUMS"]]);
  });

  it("finds a camera of the wrong frame even when every hash is right", async () => {
    const report = await reportAfter((dir) =>
      forge(dir, ({ samples, images }) => {
        const camera = images[0]?.intrinsics;
        if (samples[0] && camera) samples[0].edit.camera_intrinsics = matrixFromIntrinsics(camera);
      }),
    );
    expect(found(report)).toEqual([["camera-frame", edit]]);
    expect(report.errors[0]?.field).toBe("camera_intrinsics");
  });

  it("finds an edit that breaks a rule even when every hash is right", async () => {
    const report = await reportAfter((dir) =>
      forge(dir, ({ samples }) => {
        if (samples[0]) samples[0].edit.prompt = "Slide the chair to the left.";
      }),
    );
    expect(found(report)).toEqual([["operation-word", edit]]);
  });

  it("finds a size that is not the file's even when every hash is right", async () => {
    const report = await reportAfter((dir) =>
      forge(dir, ({ files }) => {
        for (const file of files) if (file.path === imageA) file.size++;
      }),
    );
    expect(found(report)).toEqual([["changed", imageA]]);
    expect(report.errors[0]?.message).toMatch(/has \d+ bytes, the manifest says \d+$/);
  });

  it("finds a manifest that contradicts itself", async () => {
    const report = await reportAfter((dir) =>
      forge(dir, (manifest) => {
        manifest.provenance = {};
        manifest.scenes = manifest.scenes.slice(1);
      }),
    );
    expect(new Set(report.errors.map(({ kind }) => kind))).toEqual(new Set(["manifest"]));
    expect(report.errors.map(({ message }) => message).join()).toMatch(
      /scene aaaaaaaaaa is not listed.*provenance of its reconstruction is not listed/,
    );
  });

  it("refuses a manifest whose paths lead out of the folder", async () => {
    const report = await reportAfter((dir) =>
      forge(dir, ({ files }) => {
        if (files[0]) files[0].path = "../../etc/passwd";
      }),
    );
    expect(report.errors[0]).toMatchObject({ kind: "manifest", file: "manifest/files.jsonl" });
  });

  it("asks for the folder of an export when given another", () =>
    inFolder(async (folder) => {
      const answer = await verifyRelease(folder).catch((error: unknown) => error);
      expect(answer).toBeInstanceOf(AppError);
      expect(String(answer)).toContain("manifest.json");
    }));
});
