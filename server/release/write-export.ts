import { copyFile, readFile, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ExportFormat } from "#core/release/export-format.ts";
import { commonNames, rootNames } from "#core/release/export-format.ts";
import { AppError, systemCodeOf } from "../errors.ts";
import { hashOf } from "../storage.ts";
import type { WrittenFile } from "./formats/export-file.ts";
import type { ExportFiles } from "./formats/release-format.ts";
import { stagingPath, takeStaging } from "./staging.ts";
import { walkFolder } from "./walk-folder.ts";
import { writeFiles } from "./write-files.ts";

/** Where an export goes, and what may lie there before: an earlier export of the same release in the same format. */
export type ExportPlace = {
  /** An absolute path. */
  readonly target: string;
  readonly format: ExportFormat;
  readonly manifestHash: string;
};

export type WriteExportOptions = {
  /** The copy of the release whose signature goes along, where it has one; the place itself when left out. */
  readonly signatureFrom?: string;
  /** Told the folder that was written before it is moved to its place; stays out of it by refusing. */
  readonly check?: (folder: string) => Promise<void>;
  /** Told after every file. */
  readonly onProgress?: (progress: { done: number; total: number }) => void;
  readonly signal?: AbortSignal;
};

/**
 * Writes the files of an export, each in pieces. They are written next to their place and moved there when
 * whole, so that what is interrupted leaves what was there before. What a killed process had written of the
 * same export is kept as far as it is right: bytes that are there already are compared, not written again.
 */
export async function writeExport(
  place: ExportPlace,
  files: ExportFiles,
  { signatureFrom = place.target, check, onProgress, signal }: WriteExportOptions,
): Promise<WrittenFile[]> {
  const { target } = place;
  await requireReplaceable(place);
  const staging = await takeStaging(target, stagingKey(place, files.count));
  try {
    const written = await writeFiles(staging, files, { onProgress, signal });
    await removeOthers(staging, written);
    await copySignature(signatureFrom, staging);
    await check?.(staging);
    await moveInto(target, staging);
    return written;
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
}

/** Refuses a place that holds anything but an earlier export of the same release in the same format. */
export async function requireReplaceable({
  target,
  format,
  manifestHash,
}: ExportPlace): Promise<void> {
  const names = await readdir(target).catch((error: unknown) => {
    if (systemCodeOf(error) === "ENOENT") return [];
    if (systemCodeOf(error) === "ENOTDIR")
      throw new AppError("INVALID", `${target} is not a folder`);
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

/** A signature is over the manifest's bytes alone, so it holds for every export of the release. */
async function copySignature(from: string, to: string): Promise<void> {
  const name = commonNames.signature;
  await copyFile(join(from, name), join(to, name)).catch((error: unknown) => {
    if (systemCodeOf(error) !== "ENOENT") throw error;
  });
}

async function moveInto(target: string, staging: string): Promise<void> {
  const replaced = stagingPath(target);
  await rename(target, replaced).catch((error: unknown) => {
    if (systemCodeOf(error) !== "ENOENT") throw error;
  });
  await rename(staging, target);
  await rm(replaced, { recursive: true, force: true });
}

/** By what an unfinished export is known to be of the same files. */
function stagingKey({ format, manifestHash }: ExportPlace, count: number): string {
  return `${format}-${manifestHash.slice(0, 16)}-${count}`;
}

/** Removes what does not belong to the export from a folder that was taken over. */
async function removeOthers(staging: string, written: readonly WrittenFile[]): Promise<void> {
  const ours = new Set(written.map(({ path }) => path));
  for (const { path, kind } of walkFolder(staging))
    if (kind !== "folder" && !ours.has(path)) await rm(join(staging, path), { force: true });
}
