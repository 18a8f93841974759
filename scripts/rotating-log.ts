import { appendFileSync, existsSync, renameSync, statSync } from "node:fs";

/** A log file that starts anew at a size and keeps the one before it as `.1`. */
export class RotatingLog {
  readonly file: string;
  readonly #bytesMax: number;
  #bytes: number;

  constructor(file: string, bytesMax = 5_000_000) {
    this.file = file;
    this.#bytesMax = bytesMax;
    this.#bytes = existsSync(file) ? statSync(file).size : 0;
  }

  write(chunk: Buffer | string): void {
    if (this.#bytes > this.#bytesMax) {
      renameSync(this.file, `${this.file}.1`);
      this.#bytes = 0;
    }
    appendFileSync(this.file, chunk);
    this.#bytes += Buffer.byteLength(chunk);
  }
}
