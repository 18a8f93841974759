import { createHash, hash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import type { ManifestFile } from "#core/release/manifest.ts";
import { Turns } from "./turns.ts";

/** Files are read in pieces of this many bytes. */
const pieceBytes = 1 << 20;

/**
 * Hashes files one after the other. The calls do not wait for other threads, and all read into one buffer: most
 * files are small, and handing one over takes longer than hashing it.
 */
export class FileDigester {
  readonly #buffer = Buffer.allocUnsafe(pieceBytes);
  readonly #turns = new Turns();

  /** SHA-256 and size in bytes of a file; to be waited for before the next is asked for. */
  async digest(path: string): Promise<Pick<ManifestFile, "sha256" | "size">> {
    const file = openSync(path, "r");
    try {
      const size = this.#read(file);
      if (size < pieceBytes) {
        const sha256 = hash("sha256", this.#buffer.subarray(0, size), "hex");
        await this.#turns.worked(size);
        return { sha256, size };
      }
      return await this.#digestLarge(file, size);
    } finally {
      closeSync(file);
    }
  }

  /** Of a file whose first piece is read already. */
  async #digestLarge(file: number, first: number): Promise<Pick<ManifestFile, "sha256" | "size">> {
    const content = createHash("sha256");
    let size = 0;
    for (let bytes = first; bytes > 0; bytes = this.#read(file)) {
      content.update(this.#buffer.subarray(0, bytes));
      size += bytes;
      await this.#turns.worked(bytes);
    }
    return { sha256: content.digest("hex"), size };
  }

  /** Fills the buffer as far as the file goes; the bytes that were read. */
  #read(file: number): number {
    let filled = 0;
    for (;;) {
      const bytes = readSync(file, this.#buffer, filled, pieceBytes - filled, null);
      filled += bytes;
      if (bytes === 0 || filled === pieceBytes) return filled;
    }
  }
}
