import { createHash, randomUUID } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ManifestLine, ManifestList, ManifestPart } from "#core/release/manifest-header.ts";
import { manifestLines, manifestLineText, partPath } from "#core/release/manifest-header.ts";
import { isProcessAlive } from "../process-alive.ts";
import { incomingFolder, keepAsBlob } from "../storage.ts";

/** Characters that are gathered before they are written. */
const pieceLength = 1 << 18;

/** Writes a list of a manifest line by line and stores it under its hash when it is whole. */
export class PartWriter<List extends ManifestList> {
  readonly #hash = createHash("sha256");
  #text = "";
  #size = 0;
  #lines = 0;

  readonly #list: List;
  readonly #path: string;
  readonly #file: FileHandle;

  private constructor(list: List, path: string, file: FileHandle) {
    this.#list = list;
    this.#path = path;
    this.#file = file;
  }

  static async open<List extends ManifestList>(list: List): Promise<PartWriter<List>> {
    const path = join(await incomingFolder(), `${process.pid}-${randomUUID()}`);
    return new PartWriter(list, path, await open(path, "wx"));
  }

  async add(entry: ManifestLine<List>): Promise<void> {
    // Parsed, so that what is written is what will be read.
    this.#text += manifestLineText(manifestLines[this.#list].parse(entry));
    this.#lines++;
    if (this.#text.length >= pieceLength) await this.#flush();
  }

  /** Stores the part; it can be read under its hash from now on. */
  async finish(): Promise<ManifestPart> {
    await this.#flush();
    await this.#file.sync();
    await this.#file.close();
    const sha256 = this.#hash.digest("hex");
    await keepAsBlob(this.#path, sha256);
    return { path: partPath(this.#list), sha256, size: this.#size, lines: this.#lines };
  }

  /** Removes what was not finished; what was stays. */
  async discard(): Promise<void> {
    await this.#file.close();
    await rm(this.#path, { force: true });
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.from(this.#text);
    this.#text = "";
    this.#hash.update(bytes);
    this.#size += bytes.byteLength;
    await this.#file.writeFile(bytes);
  }
}

/** Removes the unfinished parts of processes that were killed. */
export async function removeAbandonedParts(): Promise<void> {
  const folder = await incomingFolder();
  for (const name of await readdir(folder)) {
    if (!isProcessAlive(Number(name.split("-")[0]))) await rm(join(folder, name), { force: true });
  }
}
