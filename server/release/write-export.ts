import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { copyFile, mkdir, readFile, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ExportFormat } from "#core/release/export-format.ts";
import { commonNames, rootNames } from "#core/release/export-format.ts";
import { AppError, systemCodeOf } from "../errors.ts";
import { hashOf } from "../storage.ts";
import type { ExportFile, WrittenFile } from "./formats/export-file.ts";
import { contentWhileWritten } from "./formats/export-file.ts";

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
 * Writes the files of an export, one by one, each in pieces. They are written next to their place and moved
 * there when whole, so that what is interrupted leaves what was there before.
 */
export async function writeExport(
  place: ExportPlace,
  files: readonly ExportFile[],
  { signatureFrom = place.target, check, onProgress, signal }: WriteExportOptions,
): Promise<WrittenFile[]> {
  const { target } = place;
  await requireReplaceable(place);
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
    await copySignature(signatureFrom, staging);
    await check?.(staging);
    await moveInto(target, staging);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
  return written;
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

/** A new path beside the target, for what is being made. What killed processes left there is removed by the next export. */
export function stagingPath(target: string): string {
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
    return systemCodeOf(error) === "EPERM";
  }
}
