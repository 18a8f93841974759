import { closeSync, openSync, readSync } from "node:fs";
import { basename } from "node:path";
import { AppError } from "../../errors.ts";

const pieceBytes = 1 << 20;
/** Buffers that nobody reads into just now: a new one for every file takes longer to get than to fill. */
const spare: Buffer[] = [];

/**
 * The bytes of a file in pieces, each good until the next is asked for. The calls do not wait for other threads:
 * handing one over takes longer than reading a photo.
 */
export function* readPieces(path: string): Generator<Uint8Array> {
  const file = openStored(path);
  const buffer = spare.pop() ?? Buffer.allocUnsafe(pieceBytes);
  try {
    for (;;) {
      const bytes = readSync(file, buffer, 0, pieceBytes, null);
      if (bytes === 0) return;
      yield buffer.subarray(0, bytes);
    }
  } finally {
    closeSync(file);
    spare.push(buffer);
  }
}

function openStored(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw new AppError("NOT_FOUND", `no stored file with hash ${basename(path)}`, { cause: error });
  }
}
