import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";

/**
 * Writes a file in pieces. Where one is there already, it is read as long as it is the same and written from
 * the first difference on: a file that is whole is not written at all. Pieces are waited for, files are not:
 * most are small, and handing one over to another thread takes longer than writing it.
 */
export async function continueFile(
  path: string,
  content: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  let file: number | null = null;
  let at = 0;
  let isSame = true;
  try {
    for await (const piece of content) {
      signal?.throwIfAborted();
      file ??= openSync(path, constants.O_RDWR | constants.O_CREAT);
      if (isSame && !holds(file, at, piece)) {
        isSame = false;
        ftruncateSync(file, at);
      }
      if (!isSame) writeAll(file, at, piece);
      at += piece.byteLength;
    }
    file ??= openSync(path, constants.O_RDWR | constants.O_CREAT);
    if (isSame && fstatSync(file).size > at) ftruncateSync(file, at);
  } finally {
    if (file !== null) closeSync(file);
  }
}

function holds(file: number, at: number, piece: Uint8Array): boolean {
  if (fstatSync(file).size < at + piece.byteLength) return false;
  const found = Buffer.allocUnsafe(piece.byteLength);
  return readSync(file, found, 0, found.byteLength, at) === found.byteLength && found.equals(piece);
}

function writeAll(file: number, at: number, piece: Uint8Array): void {
  for (let done = 0; done < piece.byteLength;)
    done += writeSync(file, piece, done, piece.byteLength - done, at + done);
}
