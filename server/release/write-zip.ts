import { createHash } from "node:crypto";
import { mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { ContinuedFile } from "./continue-file.ts";
import type { WrittenFile } from "./formats/export-file.ts";
import type { ExportFiles } from "./formats/release-format.ts";
import { takeStaging } from "./staging.ts";
import { zipFiles } from "./zip-files.ts";

/** Where a zip is to lie in the end, and by what an unfinished one is known to be of the same files. */
export type ZipPlace = { readonly target: string; readonly key: string };

/** A zip that is whole and on the disk, beside its place: whoever had it written moves it there, or removes it. */
export type StagedZip = {
  readonly path: string;
  readonly sha256: string;
  /** Bytes. */
  readonly sizeBytes: number;
};

export type WriteZipOptions = {
  /** The one folder in the zip. */
  readonly folder: string;
  /** Told how many files are whole, and waited for, after every piece; stops the writing by throwing. */
  readonly onProgress: (done: number) => Promise<void>;
};

/**
 * Writes the zip that a download of these files would send, the same bytes. What a killed process had written
 * of it is compared and gone on with. What fails or is stopped leaves nothing.
 */
export async function writeZip(
  { target, key }: ZipPlace,
  files: ExportFiles,
  { folder, onProgress }: WriteZipOptions,
): Promise<StagedZip> {
  await mkdir(dirname(target), { recursive: true });
  const path = await takeStaging(target, key);
  try {
    const zip = new ContinuedFile(path);
    const written: WrittenFile[] = [];
    const hash = createHash("sha256");
    let sizeBytes = 0;
    try {
      for await (const piece of zipFiles(files.list(), { folder, written })) {
        zip.write(piece);
        hash.update(piece);
        sizeBytes += piece.byteLength;
        await onProgress(written.length);
      }
      zip.finish();
    } finally {
      zip.close();
    }
    await putOnDisk(path);
    return { path, sha256: hash.digest("hex"), sizeBytes };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** What the database calls whole must not be lost with the power. */
async function putOnDisk(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
