import { createHash } from "node:crypto";
import { join } from "node:path";
import { ContinuedFile } from "./continue-file.ts";
import type { WrittenFile } from "./formats/export-file.ts";
import { ZipRecords } from "./zip-files.ts";

/** Records are gathered up to this many bytes; a larger piece is written as it is. */
const gatheredBytes = 1 << 18;

/** A zip on the disk that is written while the files in it are. */
export class WrittenZip {
  /** From the root of the export. */
  readonly path: string;
  readonly #file: ContinuedFile;
  readonly #records = new ZipRecords();
  readonly #hash = createHash("sha256");
  #size = 0;
  #gathered: Uint8Array[] = [];
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
    if (piece.byteLength >= gatheredBytes) {
      this.#flush();
      this.#write(piece);
      return;
    }
    this.#gathered.push(piece);
    this.#waiting += piece.byteLength;
    if (this.#waiting >= gatheredBytes) this.#flush();
  }

  #flush(): void {
    if (this.#waiting > 0) this.#write(Buffer.concat(this.#gathered));
    [this.#gathered, this.#waiting] = [[], 0];
  }

  #write(piece: Uint8Array): void {
    this.#hash.update(piece);
    this.#size += piece.byteLength;
    this.#file.write(piece);
  }
}
