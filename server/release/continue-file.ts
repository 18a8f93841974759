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
 * A file that is written in pieces. Where one is there already, it is read as long as it is the same and
 * written from the first difference on: a file that is whole is not written at all. The calls do not wait for
 * other threads: most files are small, and handing one over takes longer than writing it.
 */
export class ContinuedFile {
  readonly #file: number;
  /** Bytes that were there and are not compared yet, from `#at` on. */
  #left: number;
  #at = 0;

  constructor(path: string) {
    this.#file = openSync(path, constants.O_RDWR | constants.O_CREAT);
    this.#left = fstatSync(this.#file).size;
  }

  write(piece: Uint8Array): void {
    if (this.#left > 0 && this.#holds(piece)) {
      this.#left -= piece.byteLength;
    } else {
      this.#cut();
      for (let done = 0; done < piece.byteLength;)
        done += writeSync(this.#file, piece, done, piece.byteLength - done, this.#at + done);
    }
    this.#at += piece.byteLength;
  }

  /** Takes away what was there beyond the last piece. */
  finish(): void {
    this.#cut();
  }

  close(): void {
    closeSync(this.#file);
  }

  #cut(): void {
    if (this.#left > 0) ftruncateSync(this.#file, this.#at);
    this.#left = 0;
  }

  #holds(piece: Uint8Array): boolean {
    if (this.#left < piece.byteLength) return false;
    const found = Buffer.allocUnsafe(piece.byteLength);
    return (
      readSync(this.#file, found, 0, found.byteLength, this.#at) === found.byteLength &&
      found.equals(piece)
    );
  }
}
