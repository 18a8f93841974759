import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, describe, expect, it } from "vitest";
import type { Context } from "#server/context.ts";
import { isDoneBefore } from "#server/provenance/is-done-before.ts";
import { closeQueue } from "#server/queue.ts";
import { cancelExport } from "#server/release/cancel-export.ts";
import { exportRelease } from "#server/release/export-release.ts";
import { findDownloads } from "#server/release/find-downloads.ts";
import { freezeRelease } from "#server/release/freeze-release.ts";
import { removeExport } from "#server/release/remove-export.ts";
import { startExport } from "#server/release/start-export.ts";
import type { ExportKey, StoredExport } from "#server/release/stored-export.ts";
import { storedExportsOf } from "#server/release/stored-export.ts";
import { streamRelease } from "#server/release/stream-release.ts";
import { verifyRelease } from "#server/release/verify-release.ts";
import { inReleaseFolder } from "#server/release/in-release-folder.ts";
import { hashOf } from "#server/storage.ts";
import { hashesIn } from "#server/test/folder-files.ts";
import { inRollback } from "#server/test/in-rollback.ts";
import { readStoredZip } from "#server/test/read-stored-zip.ts";
import { createReleasableSamples, inFolder } from "#server/test/release-fixture.ts";
import { RunParameters } from "#core/run/run-parameters.ts";
import { handlers } from "../handlers.ts";
import type { StagePlan } from "../stage-plan.ts";
import { RunCancelled } from "../stage-plan.ts";
import { performStage, provenanceOf } from "../test/perform-stage.ts";

afterAll(() => closeQueue());

const key: ExportKey = { name: "for-export", format: "gsi-bench", media: true };
const parameters = RunParameters.parse({});

const withRelease = (work: (ctx: Context) => Promise<void>) =>
  inRollback(async (ctx) => {
    await createReleasableSamples(ctx);
    await freezeRelease(ctx, { name: key.name, source: "gated" });
    await work(ctx);
    const [one] = await storedExportsOf(ctx, key.name);
    if (one) await rm(dirname(one.path), { recursive: true, force: true });
  });

async function theExport(ctx: Context): Promise<StoredExport> {
  const [one] = await storedExportsOf(ctx, key.name);
  if (!one) throw new Error("there is none");
  return one;
}

async function planned(ctx: Context): Promise<StagePlan> {
  const { id, runId } = await theExport(ctx);
  return handlers["export-release"].plan({ ctx, runId: runId!, subjectId: id, parameters });
}

async function make(ctx: Context): Promise<void> {
  const { id, runId } = await theExport(ctx);
  await performStage(ctx, "export-release", id, parameters, runId!);
}

const filesBeside = async (path: string) => readdir(dirname(path)).catch(() => []);

describe("export-release", () => {
  it("keeps the bytes of the streamed download, which are the files of the command line", () =>
    withRelease(async (ctx) => {
      await startExport(ctx, key);
      await make(ctx);
      const { path, made } = await theExport(ctx);
      const bytes = await readFile(path);
      const { stream } = await streamRelease(ctx, key);
      expect(bytes.equals(await buffer(stream))).toBe(true);
      expect(made).toMatchObject({ sha256: hashOf(bytes), sizeBytes: bytes.byteLength });
      await inFolder(async (folder) => {
        await exportRelease(ctx, { ...key, outDir: join(folder, "out") });
        const {
          "fine_dataset.zip": _packed,
          SHA256SUMS: _sums,
          ...files
        } = await hashesIn(join(folder, "out"));
        const packed = [...readStoredZip(bytes)].map(([name, content]) => [
          name.replace(`gsi-bench-${key.name}/`, ""),
          hashOf(content),
        ]);
        expect(Object.fromEntries(packed)).toMatchObject(files);
        expect(packed).toHaveLength(Object.keys(files).length + 1);
      });
      const { errors } = await inReleaseFolder(path, ({ dir }) => verifyRelease(dir));
      expect(errors).toEqual([]);
    }));

  it("is not done again while its file is there and right", () =>
    withRelease(async (ctx) => {
      await startExport(ctx, key);
      await make(ctx);
      const { id, path } = await theExport(ctx);
      const isDone = async () => {
        const plan = await planned(ctx);
        return (
          (await isDoneBefore(ctx, id, provenanceOf("export-release", plan))) &&
          (await plan.isWhole?.())
        );
      };
      expect(await isDone()).toBe(true);
      const bytes = await readFile(path);
      await writeFile(path, bytes.with(9, bytes[9]! ^ 1));
      expect(await isDone()).toBe(false);
      await rm(path);
      expect(await isDone()).toBe(false);
      await make(ctx);
      expect(await isDone()).toBe(true);
    }));

  it("goes on in what a killed worker left, and takes away what others left", () =>
    withRelease(async (ctx) => {
      await startExport(ctx, key);
      await make(ctx);
      const { path, manifestHash } = await theExport(ctx);
      const bytes = await readFile(path);
      const left = `${dirname(path)}/.gsi-bench.zip.gsi-export-999999999-a`;
      await mkdir(dirname(path), { recursive: true });
      const half = bytes.subarray(0, bytes.byteLength / 2).with(100, bytes[100]! ^ 1);
      await writeFile(`${left}-${manifestHash.slice(0, 16)}`, half);
      await writeFile(`${left}-of-another`, half);
      await make(ctx);
      expect((await readFile(path)).equals(bytes)).toBe(true);
      expect(await filesBeside(path)).toEqual(["gsi-bench.zip"]);
    }));

  it("that is cancelled leaves nothing, before it is written and after", () =>
    withRelease(async (ctx) => {
      await startExport(ctx, key);
      await cancelExport(ctx, key);
      await expect(make(ctx)).rejects.toThrow(RunCancelled);
      await startExport(ctx, key);
      const store = await (await planned(ctx)).compute();
      const { path } = await theExport(ctx);
      expect(await filesBeside(path)).toHaveLength(1);
      await cancelExport(ctx, key);
      await expect(store(ctx, "")).rejects.toThrow(RunCancelled);
      expect(await filesBeside(path)).toEqual([]);
      expect((await theExport(ctx)).made).toBeNull();
      await expect(cancelExport(ctx, key)).rejects.toThrow(/not running any more/);
    }));

  it("that is removed is gone, and not while it is being made", () =>
    withRelease(async (ctx) => {
      await expect(removeExport(ctx, key)).rejects.toThrow(/no gsi-bench of release/);
      const { runId } = await startExport(ctx, key);
      expect(await startExport(ctx, key)).toEqual({ runId });
      await expect(removeExport(ctx, key)).rejects.toThrow(/being made/);
      await make(ctx);
      await ctx.db.run.update({ where: { id: runId }, data: { state: "done" } });
      const { id, path } = await theExport(ctx);
      await removeExport(ctx, key);
      expect(await filesBeside(path)).toEqual([]);
      expect(await storedExportsOf(ctx, key.name)).toEqual([]);
      expect(await ctx.db.stageResult.count({ where: { subjectId: id } })).toBe(0);
    }));

  it("shows how it stands", () =>
    withRelease(async (ctx) => {
      const state = async () => {
        const { offered } = await findDownloads(ctx, key);
        return offered.find(({ format, media }) => format === key.format && media)?.state;
      };
      const end = (state: string, reason: string | null) =>
        ctx.db.run.updateMany({ data: { state: "done" } }).then(() =>
          ctx.db.task.updateMany({
            where: { stage: "export-release" },
            data: { state, reason },
          }),
        );
      expect(await state()).toEqual({ kind: "none" });
      await startExport(ctx, key);
      expect(await state()).toEqual({ kind: "making", done: 0, total: null });
      const store = await (await planned(ctx)).compute();
      const { filesTotal } = await theExport(ctx);
      expect(await state()).toEqual({ kind: "making", done: 0, total: filesTotal });
      await store(ctx, "");
      await end("done", null);
      const { made, path } = await theExport(ctx);
      expect(await state()).toEqual({ kind: "ready", ...made });
      expect(readStoredZip(await readFile(path)).size).toBe(filesTotal);
      await rm(path);
      expect(await state()).toEqual({ kind: "none" });
      await startExport(ctx, key);
      await end("failed", "the disk is full");
      expect(await state()).toEqual({ kind: "failed", reason: "the disk is full" });
    }));

  it("is refused where photos cannot be left out", () =>
    withRelease(async (ctx) => {
      const bare = { ...key, format: "overlays", media: false } as const;
      await expect(startExport(ctx, bare)).rejects.toThrow(/no photos that could be left out/);
    }));
});
