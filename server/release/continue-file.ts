import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";

/**
 * Writes a file in pieces. Where one is there already, it is read as long as it is the same and written from
 * the first difference on: a file that is whole is not written at all.
 */
export async function continueFile(
  path: string,
  content: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const { file, isNew } = await openFile(path);
  try {
    let at = 0;
    let isSame = !isNew;
    for await (const piece of content) {
      signal?.throwIfAborted();
      if (isSame && !(await holds(file, at, piece))) {
        isSame = false;
        await file.truncate(at);
      }
      if (!isSame) await writeAll(file, at, piece);
      at += piece.byteLength;
    }
    if (isSame && (await file.stat()).size > at) await file.truncate(at);
  } finally {
    await file.close();
  }
}

async function openFile(path: string): Promise<{ file: FileHandle; isNew: boolean }> {
  try {
    return { file: await open(path, "wx+"), isNew: true };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    return { file: await open(path, "r+"), isNew: false };
  }
}

async function holds(file: FileHandle, at: number, piece: Uint8Array): Promise<boolean> {
  const found = Buffer.allocUnsafe(piece.byteLength);
  const { bytesRead } = await file.read(found, 0, found.byteLength, at);
  return bytesRead === found.byteLength && found.equals(piece);
}

async function writeAll(file: FileHandle, at: number, piece: Uint8Array): Promise<void> {
  let done = 0;
  while (done < piece.byteLength) {
    const { bytesWritten } = await file.write(piece, done, piece.byteLength - done, at + done);
    done += bytesWritten;
  }
}
