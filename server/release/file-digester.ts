import { createHash } from "node:crypto";
import type { ManifestFile } from "#core/release/manifest.ts";
import { readPieces } from "./read-pieces.ts";
import { Turns } from "./turns.ts";

/** Hashes files one after the other. */
export class FileDigester {
  readonly #turns = new Turns();

  /** SHA-256 and size in bytes of a file. */
  async digest(path: string): Promise<Pick<ManifestFile, "sha256" | "size">> {
    const hash = createHash("sha256");
    let size = 0;
    for (const piece of readPieces(path)) {
      hash.update(piece);
      size += piece.byteLength;
      await this.#turns.worked(piece.byteLength);
    }
    return { sha256: hash.digest("hex"), size };
  }
}
