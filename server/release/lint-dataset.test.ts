import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import { matrixFromYaw, rotateAboutY, yawFromMatrix } from "#core/metric/gsi-rotation.ts";
import type { PublishedEdit } from "#core/release/published-edit.ts";
import { AppError } from "../errors.ts";
import { inRollback } from "../test/in-rollback.ts";
import { createReleasableSamples, inFolder } from "../test/release-fixture.ts";
import { exportRelease } from "./export-release.ts";
import { freezeRelease } from "./freeze-release.ts";
import type { LintReport } from "./lint-dataset.ts";
import { lintDataset } from "./lint-dataset.ts";

const imageA = "aaaaaaaaaa_frame_000000";
const move = `${imageA}_edit_0.json`;
const turn = `${imageA}_edit_1.json`;
const removal = "bbbbbbbbbb_frame_000000_edit_0.json";

/** What is said of an export without its manifest, in which something was done to the dataset folder. */
async function reportAfter(harm: (folder: string) => Promise<void>): Promise<LintReport> {
  let report: LintReport | undefined;
  await inRollback(async (ctx) => {
    await createReleasableSamples(ctx);
    await freezeRelease(ctx, { name: "v0", source: "gated" });
    await inFolder(async (parent) => {
      const outDir = join(parent, "out");
      await exportRelease(ctx, { name: "v0", outDir, format: "gsi-bench" });
      for (const name of await readdir(outDir))
        if (name !== "fine_dataset") await rm(join(outDir, name), { recursive: true });
      await harm(join(outDir, "fine_dataset"));
      report = await lintDataset(outDir);
      const inside = await lintDataset(join(outDir, "fine_dataset"));
      expect(inside).toEqual(report);
    });
  });
  if (!report) throw new Error("nothing was read");
  expect(report.ok).toBe(report.errors.length === 0);
  return report;
}

/** The same, with an edit that says something else. */
const reportAfterEdit = (file: string, change: (edit: PublishedEdit) => Partial<PublishedEdit>) =>
  reportAfter(async (folder) => {
    const edit = JSON.parse(await readFile(join(folder, file), "utf8")) as PublishedEdit;
    await writeFile(join(folder, file), JSON.stringify({ ...edit, ...change(edit) }));
  });

const found = ({ errors }: LintReport) => errors.map(({ rule, file }) => [rule, file]);

describe("a check of a dataset without a manifest", () => {
  it("passes what an export wrote, and warns of its small photos", async () => {
    const report = await reportAfter(async () => {});
    expect(report).toMatchObject({ ok: true, pictures: 2, edits: 3, errors: [] });
    expect(report.warnings.map(({ rule }) => rule)).toEqual(["image-size", "image-size"]);
  });

  it("finds a half turn", async () => {
    const report = await reportAfterEdit(turn, ({ rotation_matrix, original_bbox_3d }) => {
      const half = rotateAboutY(rotation_matrix, 180, "clockwise");
      const [x, y, z, w, h, l] = original_bbox_3d;
      return { new_rotation_matrix: half, new_bbox_3d: [x, y, z, w, h, l, yawFromMatrix(half)] };
    });
    expect(found(report)).toEqual([["oracle", turn]]);
  });

  it("finds a move that the evaluator takes for none, and no fault in one just beyond", async () => {
    const moved = (by: number) =>
      reportAfterEdit(move, ({ original_bbox_3d: [x, y, z, w, h, l, yaw] }) => ({
        new_bbox_3d: [x - by, y, z, w, h, l, yaw],
      }));
    expect(found(await moved(0.31))).toEqual([["oracle", move]]);
    expect(found(await moved(0.32))).toEqual([]);
  });

  it("finds a camera that another edit of the photo contradicts", async () => {
    const unscaled: Matrix3 = [
      [500, 0, 320],
      [0, 500, 240],
      [0, 0, 1],
    ];
    const report = await reportAfterEdit(turn, () => ({ camera_intrinsics: unscaled }));
    expect(found(report)).toContainEqual(["camera-shared", turn]);
    expect(report.errors.at(-1)?.message).toContain(move);
  });

  it("finds a camera whose centre lies outside the picture", async () => {
    const report = await reportAfterEdit(removal, () => ({
      camera_intrinsics: [
        [1500, 0, 960],
        [0, 1500, 720],
        [0, 0, 1],
      ],
    }));
    expect(found(report)).toEqual([["camera-frame", removal]]);
  });

  it("finds a missing picture, once for every edit of it", async () => {
    const report = await reportAfter((folder) => rm(join(folder, `${imageA}.jpg`)));
    expect(found(report)).toEqual([
      ["one-source", move],
      ["one-source", turn],
    ]);
    expect(report).toMatchObject({ pictures: 1, edits: 3 });
  });

  it("finds a verb that stops the evaluator", async () => {
    const report = await reportAfterEdit(move, () => ({ prompt: "Slide the chair to the left." }));
    expect(found(report)).toEqual([["operation-word", move]]);
  });

  it("finds what is no JSON, no edit and no picture", async () => {
    const report = await reportAfter(async (folder) => {
      await writeFile(join(folder, move), "{");
      await writeFile(join(folder, removal), "[]");
      await writeFile(join(folder, `${imageA}.jpg`), "no picture");
    });
    expect(found(report)).toEqual([
      ["image-format", `${imageA}.jpg`],
      ["fields", move],
      ["fields", removal],
    ]);
  });

  it("finds what does not belong there", async () => {
    const report = await reportAfter(async (folder) => {
      await mkdir(join(folder, "old"));
      await copyFile(join(folder, `${imageA}.jpg`), join(folder, "license.txt"));
    });
    expect(found(report)).toEqual([
      ["folder-content", "license.txt"],
      ["folder-content", "old"],
    ]);
  });

  it("finds a rotation that its matrix contradicts, as a warning", async () => {
    const report = await reportAfterEdit(removal, () => ({ rotation_matrix: matrixFromYaw(1) }));
    expect(report.warnings.map(({ rule }) => rule)).toContain("yaw-matrix");
  });

  it("asks for another folder where there is no dataset", () =>
    inFolder(async (folder) => {
      const answers = [lintDataset(folder), lintDataset(join(folder, "none"))].map((answer) =>
        answer.catch((error: unknown) => error),
      );
      const [empty, none] = await Promise.all(answers);
      expect(empty).toBeInstanceOf(AppError);
      expect(String(empty)).toContain("_edit_<number>.json");
      expect(String(none)).toContain("cannot be read");
    }));
});
