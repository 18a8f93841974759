import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { env } from "./env.ts";
import { AppError } from "./errors.ts";

const hashPattern = /^[0-9a-f]{64}$/;

/** SHA-256 of bytes, lower-case hex: the name of a blob. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** SHA-256 of a file, read as a stream. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
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
