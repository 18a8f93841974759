import { createWriteStream } from "node:fs";
import { mkdir, stat, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import type { ZipFile } from "yauzl";
import { AppError, messageOf, systemCodeOf } from "../errors.ts";
import type { ZipEntry } from "./zip-entries.ts";
import { openZip, zipEntries } from "./zip-entries.ts";

export type UnpackOptions = {
  /** Called after every file with the bytes written so far and of all files. */
  readonly onProgress?: (progress: { done: number; total: number }) => void;
  readonly signal?: AbortSignal;
};

/** A release of a hundred thousand samples has a quarter of it. */
const entriesMax = 1_000_000;

/**
 * How many times as large as the zip its files may be. Edits deflate to half, lists of thousands of samples that are
 * nearly alike to a seventieth; what is made to fill a disk to a thousandth. Of no matter as long as the files
 * together have no more than `harmlessBytes`.
 */
const ratioMax = 100;
const harmlessBytes = 64 * 2 ** 20;

/**
 * Writes the files of a zip into an empty folder. Its directory is read first and refused as a whole; each file must
 * then have the size and the checksum that the directory states.
 *
 * @throws INVALID when the zip is none, is cut off or damaged, leads out of the folder, holds links, the same name
 * twice, or so much more than its own size that it can only be meant to fill the disk.
 * @throws PRECONDITION when the folder's disk has too little room.
 */
export async function unpackZip(
  zipPath: string,
  folder: string,
  { onProgress, signal }: UnpackOptions = {},
): Promise<void> {
  try {
    const total = await checkDirectory(zipPath);
    await requireRoom(zipPath, folder, total);
    const zip = await openZip(zipPath);
    const made = new Set<string>();
    let done = 0;
    for await (const { path, isFolder, entry } of zipEntries(zip, zipPath)) {
      signal?.throwIfAborted();
      const to = join(folder, path);
      const parent = isFolder ? to : dirname(to);
      if (!made.has(parent)) await mkdir(parent, { recursive: true });
      made.add(parent);
      if (isFolder) continue;
      await unpackFile(zip, { path, entry }, { zipPath, to, signal });
      done += entry.uncompressedSize;
      onProgress?.({ done, total });
    }
  } catch (error) {
    if (error instanceof AppError || signal?.aborted) throw error;
    const hint = isOfSystem(error) ? "" : ": it is no zip, was cut off or is damaged; get it again";
    throw new AppError("INVALID", `${zipPath} cannot be unpacked (${messageOf(error)})${hint}`);
  }
}

/** Reads all of the directory and gives the bytes of the files together. */
async function checkDirectory(zipPath: string): Promise<number> {
  const { size } = await stat(zipPath);
  const zip = await openZip(zipPath);
  if (zip.entryCount > entriesMax)
    throw new AppError(
      "INVALID",
      `${zipPath} holds ${zip.entryCount} files, more than the ${entriesMax} that are unpacked: unpack it yourself and give the folder`,
    );
  const files = new Set<string>();
  const folders = new Set<string>();
  let total = 0;
  for await (const { path, isFolder, entry } of zipEntries(zip, zipPath)) {
    if (!isFolder && files.has(path))
      throw new AppError(
        "INVALID",
        `${zipPath} holds ${JSON.stringify(path)} twice: pack the folder again`,
      );
    if (!isFolder) files.add(path);
    for (let above = isFolder ? path : dirname(path); above !== "."; above = dirname(above)) {
      if (folders.has(above)) break;
      folders.add(above);
    }
    total += entry.uncompressedSize;
  }
  const both = [...folders].find((path) => files.has(path));
  if (both !== undefined)
    throw new AppError(
      "INVALID",
      `${zipPath} holds ${JSON.stringify(both)} as a file and as a folder: pack the folder again`,
    );
  if (total > Math.max(harmlessBytes, size * ratioMax))
    throw new AppError(
      "INVALID",
      `${zipPath} has ${size} bytes and says that ${total} are packed in it, over ${ratioMax} times as many: no release is like that, and it is not unpacked`,
    );
  return total;
}

async function requireRoom(zipPath: string, folder: string, total: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (total > bavail * bsize)
    throw new AppError(
      "PRECONDITION",
      `${zipPath} unpacked has ${total} bytes, more than the ${bavail * bsize} that are free for ${folder}: set TMPDIR to a folder with more room, or unpack it yourself and give the folder`,
    );
}

async function unpackFile(
  zip: ZipFile,
  { path, entry }: Pick<ZipEntry, "path" | "entry">,
  { zipPath, to, signal }: { zipPath: string; to: string; signal?: AbortSignal },
): Promise<void> {
  let checksum = 0;
  const summed = new Transform({
    transform(piece: Uint8Array, _encoding, done) {
      checksum = crc32(piece, checksum);
      done(null, piece);
    },
  });
  const content = await zip.openReadStreamPromise(entry);
  await pipeline(content, summed, createWriteStream(to, { flags: "wx" }), { signal });
  if (checksum !== entry.crc32)
    throw new AppError(
      "INVALID",
      `${zipPath}: ${JSON.stringify(path)} was damaged in the zip, its checksum is another: get the zip again`,
    );
}

/** Whether an error comes from the disk and not from what the zip holds. */
function isOfSystem(error: unknown): boolean {
  return /^E[A-Z0-9]+$/.test(systemCodeOf(error));
}
