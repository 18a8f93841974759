import { open } from "node:fs/promises";
import { hashOf } from "../storage.ts";

const blocks = 64;
const blockBytes = 4096;

/**
 * Changes when a large file does: its size and 64 blocks spread from its beginning to its end. Such files
 * have up to a gigabyte and are asked about before every photo, so a change that falls between the blocks
 * goes unnoticed.
 */
export async function fingerprintFile(path: string): Promise<string> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const looked = [Buffer.from(`${size};`)];
    for (let i = 0; i < blocks; i++) {
      const at = Math.floor((Math.max(0, size - blockBytes) * i) / (blocks - 1));
      const { buffer, bytesRead } = await file.read(Buffer.alloc(blockBytes), 0, blockBytes, at);
      looked.push(buffer.subarray(0, bytesRead));
    }
    return hashOf(Buffer.concat(looked));
  } finally {
    await file.close();
  }
}
