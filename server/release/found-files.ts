import type { FileTable } from "./file-table.ts";

/** A file as it lies on the disk. */
export type FoundFile = { readonly path: string; readonly sha256: string; readonly size: number };

/** The files of a copy by path. Only those that are not as stated are kept; of the others, that they are there. */
export class FoundFiles {
  readonly #stated: FileTable;
  readonly #asStated: Uint8Array;
  readonly #others = new Map<string, FoundFile>();
  #count = 0;

  constructor(stated: FileTable) {
    this.#stated = stated;
    this.#asStated = new Uint8Array(stated.length);
  }

  add(file: FoundFile): void {
    this.#count++;
    const row = this.#stated.rowOf(file.path);
    if (row !== undefined && isSame(this.#stated.at(row), file)) this.#asStated[row] = 1;
    else this.#others.set(file.path, file);
  }

  get count(): number {
    return this.#count;
  }

  /** Whether all stated files are here, and nothing else. */
  get isWhole(): boolean {
    return this.#others.size === 0 && this.#count === this.#stated.length;
  }

  /** Whether the file of a row of the stated ones is here, as it should be. */
  isAsStated(row: number): boolean {
    return this.#asStated[row] === 1;
  }

  get(path: string): FoundFile | undefined {
    const row = this.#stated.rowOf(path);
    return row !== undefined && this.isAsStated(row)
      ? this.#stated.at(row)
      : this.#others.get(path);
  }

  /** Files that are not stated, or have another content, in the order in which they were added. */
  others(): Iterable<FoundFile> {
    return this.#others.values();
  }

  /** All of them: first those that are as stated. */
  *[Symbol.iterator](): Generator<FoundFile> {
    for (let row = 0; row < this.#stated.length; row++)
      if (this.isAsStated(row)) yield this.#stated.at(row);
    yield* this.others();
  }
}

function isSame(a: FoundFile, b: FoundFile): boolean {
  return a.sha256 === b.sha256 && a.size === b.size;
}
