import { createHash } from "node:crypto";
import { join } from "node:path";
import { ContinuedFile } from "./continue-file.ts";
import type { WrittenFile } from "./formats/export-file.ts";
import { ZipRecords } from "./zip-files.ts";

/** Small pieces are gathered in a buffer of this many bytes; a larger one is written as it is. */
const gatheredBytes = 1 << 18;

/** A zip on the disk that is written while the files in it are. */
export class WrittenZip {
  /** From the root of the export. */
  readonly path: string;
  readonly #file: ContinuedFile;
  readonly #records = new ZipRecords();
  readonly #hash = createHash("sha256");
  #size = 0;
  readonly #gathered = Buffer.allocUnsafe(gatheredBytes);
  #waiting = 0;

  constructor(root: string, path: string) {
    this.path = path;
    this.#file = new ContinuedFile(join(root, path));
  }

  startFile(path: string, size: number): void {
    this.#add(this.#records.startFile(path, size));
  }

  addContent(piece: Uint8Array): void {
    this.#records.addContent(piece);
    this.#add(piece);
  }

  endFile(): void {
    this.#add(this.#records.endFile());
  }

  /** Writes the directory and closes the zip. */
  finish(): WrittenFile {
    for (const record of this.#records.end()) this.#add(record);
    this.#flush();
    this.#file.finish();
    this.close();
    return { path: this.path, sha256: this.#hash.digest("hex"), size: this.#size };
  }

  close(): void {
    this.#file.close();
  }

  #add(piece: Uint8Array): void {
    if (piece.byteLength > gatheredBytes - this.#waiting) this.#flush();
    if (piece.byteLength > gatheredBytes) return this.#write(piece);
    this.#gathered.set(piece, this.#waiting);
    this.#waiting += piece.byteLength;
  }

  #flush(): void {
    if (this.#waiting > 0) this.#write(this.#gathered.subarray(0, this.#waiting));
    this.#waiting = 0;
  }

  #write(piece: Uint8Array): void {
    this.#hash.update(piece);
    this.#size += piece.byteLength;
    this.#file.write(piece);
  }
}
