import type { ManifestFile } from "#core/release/manifest.ts";

const hashBytes = 32;

/**
 * Files by path, each with its hash and size, in rows. What is kept of a row is the path and 40 bytes: as objects,
 * a hundred thousand files take four times as much.
 */
export class FileTable {
  /** The row of a path; the last where a path was added twice. */
  readonly #rows = new Map<string, number>();
  readonly #paths: string[] = [];
  readonly #sizes: number[] = [];
  #hashes = Buffer.alloc(1024 * hashBytes);
  #isInOrder = true;

  add({ path, sha256, size }: ManifestFile): void {
    const row = this.length;
    if (row > 0 && path <= this.#paths[row - 1]!) this.#isInOrder = false;
    this.#rows.set(path, row);
    this.#paths.push(path);
    this.#sizes.push(size);
    if ((row + 1) * hashBytes > this.#hashes.byteLength)
      this.#hashes = Buffer.concat([this.#hashes], 2 * this.#hashes.byteLength);
    this.#hashes.write(sha256, row * hashBytes, "hex");
  }

  get length(): number {
    return this.#paths.length;
  }

  /** The sizes of all rows, together. */
  get totalBytes(): number {
    return this.#sizes.reduce((sum, size) => sum + size, 0);
  }

  /** Whether a path was added twice. */
  get hasTwice(): boolean {
    return this.#rows.size < this.length;
  }

  /** The row of a path, from 0. */
  rowOf(path: string): number | undefined {
    return this.#rows.get(path);
  }

  at(row: number): ManifestFile {
    const sha256 = this.#hashes.toString("hex", row * hashBytes, (row + 1) * hashBytes);
    return { path: this.#paths[row]!, sha256, size: this.#sizes[row]! };
  }

  /** The rows in the order in which they were added. */
  *[Symbol.iterator](): Generator<ManifestFile> {
    for (let row = 0; row < this.length; row++) yield this.at(row);
  }

  /** The rows in the order of their paths. */
  *byPath(): Generator<ManifestFile> {
    if (this.#isInOrder) return yield* this;
    const paths = this.#paths;
    const rows = Uint32Array.from(paths.keys());
    rows.sort((a, b) => (paths[a]! < paths[b]! ? -1 : 1));
    for (const row of rows) yield this.at(row);
  }
}
