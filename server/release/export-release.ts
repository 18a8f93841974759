import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readFile, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ExportFormat } from "#core/release/export-format.ts";
import { commonNames, rootNames } from "#core/release/export-format.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { hashOf } from "../storage.ts";
import type { WrittenFile } from "./formats/export-file.ts";
import { contentWhileWritten } from "./formats/export-file.ts";
import { exportFiles } from "./formats/formats.ts";
import { getRelease } from "./get-release.ts";

export type ExportReleaseInput = {
  readonly name: string;
  readonly outDir: string;
  readonly format: ExportFormat;
  /** Whether the photos go along; they do when left out. */
  readonly media?: boolean;
  /** Day of publication, `YYYY-MM-DD`, for the formats that state one. */
  readonly published?: string;
  /** Told after every file. */
  readonly onProgress?: (progress: { done: number; total: number }) => void;
  readonly signal?: AbortSignal;
};

/** What was written where. */
export type ReleaseExport = {
  readonly name: string;
  readonly format: ExportFormat;
  readonly outDir: string;
  readonly files: number;
  readonly sizeBytes: number;
  readonly manifestHash: string;
};

/**
 * Writes a release as a folder in one of the formats, file by file, each in pieces. It is written next to
 * its place and moved there when whole, so an export that is interrupted leaves what was there before. Only
 * an earlier export of the same release in the same format is replaced.
 */
export async function exportRelease(
  ctx: Context,
  { name, outDir, format, media = true, published, onProgress, signal }: ExportReleaseInput,
): Promise<ReleaseExport> {
  const { manifest, manifestHash } = await getRelease(ctx, name);
  const files = exportFiles(format, { manifest, manifestHash }, { media, published });
  const target = resolve(outDir);
  await requireReplaceable(target, format, manifestHash);
  await removeAbandoned(target);
  const staging = stagingPath(target);
  const written: WrittenFile[] = [];
  try {
    for (const file of files) {
      const path = join(staging, file.path);
      await mkdir(dirname(path), { recursive: true });
      await pipeline(contentWhileWritten(file, written), createWriteStream(path, { flags: "wx" }), {
        signal,
      });
      onProgress?.({ done: written.length, total: files.length });
      signal?.throwIfAborted();
    }
    await moveInto(target, staging);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
  const sizeBytes = written.reduce((sum, { size }) => sum + size, 0);
  return { name, format, outDir: target, files: written.length, sizeBytes, manifestHash };
}

async function requireReplaceable(
  target: string,
  format: ExportFormat,
  manifestHash: string,
): Promise<void> {
  const names = await readdir(target).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return [];
    if (codeOf(error) === "ENOTDIR") throw new AppError("INVALID", `${target} is not a folder`);
    throw error;
  });
  if (names.length === 0) return;
  const ours: readonly string[] = [...rootNames[format], ...Object.values(commonNames)];
  const foreign = names.filter((name) => !ours.includes(name));
  if (foreign.length > 0) {
    throw new AppError(
      "CONFLICT",
      `${target} holds other files (${foreign.slice(0, 3).join(", ")}): choose a new or empty folder`,
    );
  }
  const earlier = await readFile(join(target, commonNames.manifest)).catch(() => null);
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
