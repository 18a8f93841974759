import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { datasetFolder } from "#core/release/dataset-names.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { hashOf } from "../storage.ts";
import { getRelease } from "./get-release.ts";
import type { ReleaseFile } from "./release-files.ts";
import { datasetFiles, sideFiles, sideNames } from "./release-files.ts";
import { zipFiles } from "./zip-files.ts";

/** The layouts that a release can be written in. */
export const exportFormats = ["gsi-bench"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export type ExportReleaseInput = {
  readonly name: string;
  readonly outDir: string;
  readonly format: ExportFormat;
  readonly onProgress?: (progress: { done: number; total: number }) => void;
  readonly signal?: AbortSignal;
};

/** What was written where. */
export type ReleaseExport = {
  readonly name: string;
  readonly outDir: string;
  readonly files: number;
  readonly sizeBytes: number;
  readonly manifestHash: string;
};

/**
 * Writes a release as a folder: the dataset folder of the published layout, the same packed, and manifest,
 * checksums and README beside. It is written next to its place and moved there when whole, so an export
 * that is interrupted leaves what was there before. Only an earlier export of the same release is replaced.
 */
export async function exportRelease(
  ctx: Context,
  { name, outDir, onProgress, signal }: ExportReleaseInput,
): Promise<ReleaseExport> {
  const { manifest, manifestHash } = await getRelease(ctx, name);
  const target = resolve(outDir);
  await requireReplaceable(target, manifestHash);
  await removeAbandoned(target);
  const staging = stagingPath(target);
  const dataset = datasetFiles(manifest);
  const total = dataset.length + Object.keys(sideNames).length;
  let done = 0;
  const step = () => {
    signal?.throwIfAborted();
    onProgress?.({ done: ++done, total });
  };
  try {
    await mkdir(join(staging, datasetFolder), { recursive: true });
    for (const file of dataset) {
      await placeFile(staging, file);
      step();
    }
    const packed = await writeZip(staging, dataset);
    step();
    for (const file of sideFiles(manifest, packed)) {
      await placeFile(staging, file);
      step();
    }
    await moveInto(target, staging);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
  const sizeBytes = manifest.files.reduce((sum, { size }) => sum + size, 0);
  return { name, outDir: target, files: dataset.length, sizeBytes, manifestHash };
}

async function placeFile(folder: string, file: ReleaseFile): Promise<void> {
  await writeFile(join(folder, file.path), await file.read(), { flag: "wx" });
}

async function writeZip(folder: string, dataset: readonly ReleaseFile[]) {
  const hash = createHash("sha256");
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      next(null, chunk);
    },
  });
  const { stream } = await zipFiles(dataset);
  await pipeline(stream, hashing, createWriteStream(join(folder, sideNames.zip), { flags: "wx" }));
  return { path: sideNames.zip, sha256: hash.digest("hex") };
}

async function requireReplaceable(target: string, manifestHash: string): Promise<void> {
  const names = await readdir(target).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return [];
    if (codeOf(error) === "ENOTDIR") throw new AppError("INVALID", `${target} is not a folder`);
    throw error;
  });
  if (names.length === 0) return;
  const ours: readonly string[] = [datasetFolder, ...Object.values(sideNames)];
  const foreign = names.filter((name) => !ours.includes(name));
  if (foreign.length > 0) {
    throw new AppError(
      "CONFLICT",
      `${target} holds other files (${foreign.slice(0, 3).join(", ")}): choose a new or empty folder`,
    );
  }
  const earlier = await readFile(join(target, sideNames.manifest)).catch(() => null);
  if (!earlier || hashOf(earlier) !== manifestHash) {
    throw new AppError(
      "CONFLICT",
      `${target} does not hold an export of this release: choose a new or empty folder`,
    );
  }
}

async function moveInto(target: string, staging: string): Promise<void> {
  const replaced = stagingPath(target);
  await rename(target, replaced).catch((error: unknown) => {
    if (codeOf(error) !== "ENOENT") throw error;
  });
  await rename(staging, target);
  await rm(replaced, { recursive: true, force: true });
}

function stagingPath(target: string): string {
  return join(dirname(target), `${stagingPrefix(target)}${process.pid}-${randomUUID()}`);
}

function stagingPrefix(target: string): string {
  return `.${basename(target)}.gsi-export-`;
}

/** Removes what exports to the same place left when they were killed. */
async function removeAbandoned(target: string): Promise<void> {
  const folder = dirname(target);
  const prefix = stagingPrefix(target);
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = name.startsWith(prefix) && Number(name.slice(prefix.length).split("-")[0]);
    if (pid && !isAlive(pid)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
