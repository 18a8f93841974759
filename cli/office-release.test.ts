import { execFile } from "node:child_process";
import { cp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import { validateBytes } from "gltf-validator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxCorners } from "#core/geometry/oriented-box.ts";
import { projectPoint } from "#core/geometry/projection.ts";
import { frame896, pixelFrom896 } from "#core/metric/frame-896.ts";
import { ExportFormat } from "#core/release/export-format.ts";
import { PublishedEdit } from "#core/release/published-edit.ts";
import { boxInCamera, releasedBoxes } from "#core/release/released-box.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { gsi, unreachable } from "./test/gsi.ts";
import type { ReviewedOffice } from "./test/reviewed-office.ts";
import { hasOffice, office, reviewOffice } from "./test/reviewed-office.ts";

if (!hasOffice) console.log(`${office} is absent: no release is made of the office scan`);

describe.skipIf(!hasOffice)(
  "a release of the office scan, reviewed with seeded corrections",
  () => {
    let studio: ReviewedOffice;
    const at = (...parts: string[]) => join(studio.folder, ...parts);

    beforeAll(async () => {
      studio = await reviewOffice();
    }, 240_000);
    afterAll(() => studio.close());

    async function sampleCount(): Promise<number> {
      const release = await studio.db.release.findUniqueOrThrow({ where: { name: "office" } });
      return release.sampleCount;
    }

    it("is frozen of at least sixty accepted samples", async () => {
      expect(studio.corrected).toBeGreaterThanOrEqual(10);
      expect(studio.accepted.size).toBeGreaterThanOrEqual(60);

      await studio.run("release freeze office");
      const samples = await sampleCount();
      expect(samples).toBeGreaterThanOrEqual(60);
    });

    it.each(ExportFormat.options)("verifies as %s, and is the same bytes again", async (format) => {
      for (const out of [format, "again"])
        await studio.run(`release export office --format ${format} --with-media --out ${out}`);
      const verified = await gsi(`release verify ${format}`, unreachable, studio.folder);
      expect([verified.code, verified.stdout]).toEqual([
        0,
        expect.stringContaining("OK: 0 errors"),
      ]);
      await promisify(execFile)("diff", ["-r", at(format), at("again")]);
      await rm(at("again"), { recursive: true });
    });

    it("publishes the boxes that the reviewer saw, within half a pixel", async () => {
      const dataset = at("gsi-bench", "fine_dataset");
      const files = (await readdir(dataset)).filter((name) => name.endsWith(".json"));
      expect(files.length).toBeGreaterThanOrEqual(60);
      for (const file of files) {
        const published = PublishedEdit.parse(
          JSON.parse(await readFile(join(dataset, file), "utf8")),
        );
        const { scene, edit } = studio.accepted.get(file)!;
        expect([published.prompt, published.target]).toEqual([edit.instruction, edit.label]);
        const { before, after } = releasedBoxes(published);
        expectSamePlace(scene, published, boxInCamera(before), edit.sourceBox);
        if (after && edit.targetBox)
          expectSamePlace(scene, published, boxInCamera(after), edit.targetBox);
      }
    });

    /** Projects the published box by the published camera, and the reviewer's by the photo's. */
    function expectSamePlace(
      { intrinsics }: FrameScene,
      { camera_intrinsics: [[fx, , cx], [, fy, cy]] }: PublishedEdit,
      published: BoxInCamera,
      seen: BoxInCamera,
    ): void {
      const frame = frame896(intrinsics);
      const camera = { fx, fy, cx, cy, width: frame.content.width, height: frame.content.height };
      const corners = boxCorners(seen);
      for (const [index, corner] of boxCorners(published).entries()) {
        const there = projectPoint(camera, corner);
        const here = projectPoint(intrinsics, corners[index]!);
        expect(there === null).toBe(here === null);
        if (!there || !here) continue;
        const [u, v] = pixelFrom896(frame, there);
        expect(Math.hypot(u - here[0], v - here[1])).toBeLessThan(0.5);
      }
    }

    it("is read by other programs: DuckDB, the glTF validator, unzip", async () => {
      const instance = await DuckDBInstance.create(":memory:");
      const connection = await instance.connect();
      const reader = await connection.runAndReadAll(
        `SELECT count(*)::INT AS rows, min(octet_length(image.bytes))::INT AS smallest
       FROM read_parquet('${at("huggingface/data/*.parquet")}')`,
      );
      const [counted] = reader.getRowObjectsJS();
      connection.closeSync();
      instance.closeSync();
      const samples = await sampleCount();
      expect(counted).toEqual({ rows: samples, smallest: expect.any(Number) });
      expect(Number(counted?.smallest)).toBeGreaterThan(10_000);

      const models = (await readdir(at("gltf"), { recursive: true })).filter((name) =>
        name.endsWith(".glb"),
      );
      expect(models).toHaveLength(samples);
      for (const model of models) {
        const { issues } = await validateBytes(await readFile(at("gltf", model)));
        expect([model, issues.numErrors]).toEqual([model, 0]);
      }

      const zip = (await readdir(at("gsi-bench"))).find((name) => name.endsWith(".zip"))!;
      const tested = await promisify(execFile)("unzip", ["-tq", at("gsi-bench", zip)]).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== "ENOENT") throw error;
          console.log("unzip is not installed: the archive is not tried with it");
          return null;
        },
      );
      if (tested) expect(tested.stdout).toMatch(/^No errors detected/);
    });

    it("names one flipped byte, a renamed file, a changed edit and a swapped picture", async () => {
      const dataset = at("copy", "fine_dataset");
      await cp(at("gsi-bench"), at("copy"), { recursive: true });
      const files = (await readdir(dataset)).sort();
      const [edit, renamed] = files.filter((name) => name.endsWith(".json"));
      const [flipped, one, other] = files.filter((name) => !name.endsWith(".json"));
      const flip = await readFile(join(dataset, flipped!));
      flip[1000]! ^= 1;
      await writeFile(join(dataset, flipped!), flip);
      const text = await readFile(join(dataset, edit!), "utf8");
      await writeFile(join(dataset, edit!), text.replace(/"prompt":"/, '"prompt":"Now '));
      await rename(join(dataset, renamed!), join(dataset, `x${renamed}`));
      await rename(join(dataset, one!), join(dataset, "held"));
      await rename(join(dataset, other!), join(dataset, one!));
      await rename(join(dataset, "held"), join(dataset, other!));
      const { code, stdout } = await gsi("release verify copy --json", unreachable, studio.folder);
      const { errors } = JSON.parse(stdout) as { errors: { file: string; message: string }[] };
      expect(code).toBe(1);
      const told = errors.map(({ message }) => message).join("\n");
      for (const file of [flipped, edit, renamed, `x${renamed}`, one, other])
        expect(told).toContain(file);
      // Of the two swapped pictures one is named as lying in the place of the other.
      const named = new Set(errors.map(({ file }) => file.replace("fine_dataset/", "")));
      expect(named).toEqual(new Set([flipped, edit, renamed, one]));
    });

    it("without its photos gets them back from the scan, byte for byte, and from no other", async () => {
      await studio.run("release export office --format gsi-bench --without-media --out bare");
      const demo = join(import.meta.dirname, "../demo/scenes/data");
      const [demoScene] = await readdir(demo);
      const [officeScene] = await readdir(join(office, "data"));
      const wrong = at("wrong", "data", officeScene!);
      await cp(join(demo, demoScene!), wrong, { recursive: true });
      const refused = await gsi("release hydrate bare --scans wrong", unreachable, studio.folder);
      expect(refused.code).toBe(1);
      expect(refused.stdout).toMatch(/is not as it was for the release/);
      expect(refused.stdout).toMatch(/NOT DONE: \d+ problems, nothing was written/);
      const line = `release hydrate bare --scans ${office} --out whole`;
      const whole = await gsi(line, unreachable, studio.folder);
      expect(whole.code, whole.stderr + whole.stdout).toBe(0);
      await promisify(execFile)("diff", ["-r", at("gsi-bench"), at("whole")]);
      const roots = [];
      for (const name of ["gsi-bench", "whole"]) {
        const { stdout } = await gsi(`release verify ${name} --json`, unreachable, studio.folder);
        const { merkleRoot, copyMerkleRoot } = JSON.parse(stdout) as Record<string, unknown>;
        roots.push(merkleRoot, copyMerkleRoot);
      }
      expect(new Set(roots).size).toBe(1);
    });
  },
);
