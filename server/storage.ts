import { createHash, hash as hashAtOnce, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { env } from "./env.ts";
import { AppError } from "./errors.ts";

const hashPattern = /^[0-9a-f]{64}$/;

/** SHA-256 of bytes, lower-case hex: the name of a blob. */
export function hashOf(bytes: Uint8Array | string): string {
  return hashAtOnce("sha256", bytes, "hex");
}

/** Files are read in pieces of this many bytes to be hashed. */
const pieceBytes = 1 << 20;

/** SHA-256 of a file. */
export async function hashFile(path: string): Promise<string> {
  return (await digestFile(path)).sha256;
}

/** SHA-256 and size in bytes of a file, read in pieces. */
export async function digestFile(path: string): Promise<{ sha256: string; size: number }> {
  const hash = createHash("sha256");
  const file = await open(path);
  try {
    const { size: stated } = await file.stat();
    const buffer = Buffer.allocUnsafe(Math.min(pieceBytes, stated + 1));
    let size = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, null);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      size += bytesRead;
    }
    return { sha256: hash.digest("hex"), size };
  } finally {
    await file.close();
  }
}

/** Where the blob with this hash lies. Refuses anything that is not a hash, so no path can be smuggled in. */
export function blobPath(hash: string): string {
  if (!hashPattern.test(hash))
    throw new AppError("INVALID", `not a content hash: ${hash.slice(0, 80)}`);
  return join(env().GSI_HOME, "blobs", hash.slice(0, 2), hash);
}

/** Stores bytes under their hash and returns it. The same bytes again cost one look. Atomic: never half a blob. */
export async function putBlob(bytes: Uint8Array): Promise<string> {
  const hash = hashOf(bytes);
  const path = blobPath(hash);
  if ((await sizeOf(path).catch(() => null)) === bytes.byteLength) return hash;
  await mkdir(join(path, ".."), { recursive: true });
  const temporary = `${path}.${randomUUID()}`;
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return hash;
}

/** Where a blob that is made in pieces is written until its hash is known: on the disk of the blobs. */
export async function incomingFolder(): Promise<string> {
  const folder = join(env().GSI_HOME, "blobs", "incoming");
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Makes a file of {@link incomingFolder} that is whole and on the disk the blob with this hash. */
export async function keepAsBlob(path: string, hash: string): Promise<void> {
  const place = blobPath(hash);
  await mkdir(join(place, ".."), { recursive: true });
  await rename(path, place);
}

/** The bytes of a blob. */
export async function readBlob(hash: string): Promise<Buffer> {
  try {
    return await readFile(blobPath(hash));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("NOT_FOUND", `no stored file with hash ${hash}`, { cause: error });
  }
}

/** Size of a blob in bytes, or null when there is none. */
export async function blobSize(hash: string): Promise<number | null> {
  return sizeOf(blobPath(hash)).catch(() => null);
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path)).size;
}
