import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { datasetFolder } from "#core/release/dataset-names.ts";
import { AppError } from "../errors.ts";
import type { UnpackOptions } from "./unpack-zip.ts";
import { unpackZip } from "./unpack-zip.ts";

/** A copy of a release or of a data set as a folder. */
export type ReleaseFolder = {
  readonly dir: string;
  /** A text about `dir` as it is shown: for a zip it names the zip, and not where it was unpacked. */
  readonly shown: (text: string) => string;
};

/** `stop` is only asked for a signal when there is something to unpack, and take away again. */
export type ReleaseFolderOptions = Pick<UnpackOptions, "onProgress"> & {
  readonly stop?: () => AbortSignal;
};

/**
 * Does work on a folder, or on what a zip of one holds. The zip may have been packed with its folder or without. It
 * is unpacked where temporary files lie, and what was unpacked is gone afterwards, also when the work failed or
 * was stopped.
 */
export async function inReleaseFolder<T>(
  path: string,
  work: (folder: ReleaseFolder) => Promise<T>,
  { onProgress, stop }: ReleaseFolderOptions = {},
): Promise<T> {
  const given = resolve(path);
  const isFile = await stat(given).then(
    (found) => found.isFile(),
    () => false,
  );
  // Of what is not there the work itself says that it is not.
  if (!isFile) return work({ dir: given, shown: (text) => text });
  const signal = stop?.();
  const temporary = await mkdtemp(join(tmpdir(), "gsi-release-"));
  const shown = (text: string) => text.replaceAll(temporary, given);
  try {
    await unpackZip(given, temporary, { onProgress, signal });
    const dir = await rootOf(temporary);
    return await Promise.race([work({ dir, shown }), ...(signal ? [stopped(signal)] : [])]);
  } catch (error) {
    if (error instanceof AppError) throw new AppError(error.code, shown(error.message));
    throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The one folder in which all lies, where there is one; a data set's own is not looked through. */
async function rootOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  const [only] = entries;
  return entries.length === 1 && only?.isDirectory() && only.name !== datasetFolder
    ? join(folder, only.name)
    : folder;
}

/** Rejects when it is time to stop. */
function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = () => reject(signal.reason as Error);
    if (signal.aborted) refuse();
    else signal.addEventListener("abort", refuse, { once: true });
  });
}
