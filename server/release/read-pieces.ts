import { closeSync, openSync, readSync } from "node:fs";

const pieceBytes = 1 << 20;
/** Buffers that nobody reads into just now: a new one for every file takes longer to get than to fill. */
const spare: Buffer[] = [];

/**
 * The bytes of a file in pieces, each good until the next is asked for. The calls do not wait for other threads:
 * most files are small, and handing one over takes longer than reading it.
 */
export function* readPieces(path: string): Generator<Uint8Array> {
  const file = openSync(path, "r");
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
