import { createHash } from "node:crypto";
import { AppError } from "../../errors.ts";
import { hashOf, readBlob } from "../../storage.ts";

/** A file of an export after it was written. */
export type WrittenFile = {
  /** From the root of the export, `/` between parts. */
  readonly path: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
};

/** A file of an export. Its content is made when it is asked for, in pieces, and is the same every time. */
export type ExportFile = {
  /** From the root of the export, `/` between parts. */
  readonly path: string;
  /** Bytes; null where that shows only when it is written. */
  readonly size: number | null;
  /** `written`: the files of this export before it. */
  content(written: readonly WrittenFile[]): AsyncIterable<Uint8Array>;
};

/** Gives the bytes of the photo with this hash, which is to become `path`, or refuses. */
export type ReadPhoto = (path: string, sha256: string) => Promise<Buffer>;

/** A file whose text is known. */
export function textFile(path: string, text: string): ExportFile {
  const bytes = Buffer.from(text);
  return bytesFile(path, bytes.byteLength, async () => bytes);
}

/** A file that is made whole when it is asked for. */
export function bytesFile(
  path: string,
  size: number | null,
  load: (written: readonly WrittenFile[]) => Promise<Uint8Array>,
): ExportFile {
  return {
    path,
    size,
    async *content(written) {
      yield await load(written);
    },
  };
}

/** A file of lines, made one by one. Lines are given without their ends. */
export function linesFile(path: string, lines: () => Iterable<string>): ExportFile {
  return {
    path,
    size: null,
    async *content() {
      for (const line of lines()) yield Buffer.from(`${line}\n`);
    },
  };
}

/** A stored file. Refused when its content is not what its hash says. */
export function blobFile(path: string, sha256: string): ExportFile {
  return bytesFile(path, null, () => readSoundBlob(path, sha256));
}

/** The bytes of a stored file that is to become `path`. Refused when they are not those of the hash. */
export async function readSoundBlob(path: string, sha256: string): Promise<Buffer> {
  const bytes = await readBlob(sha256);
  if (hashOf(bytes) === sha256) return bytes;
  throw new AppError("INTERNAL", `${path}: the stored file ${sha256} was damaged on disk`);
}

/** The content of a file, which is added to `written` when it was read to its end. */
export async function* contentWhileWritten(
  file: ExportFile,
  written: WrittenFile[],
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const piece of file.content(written)) {
    hash.update(piece);
    size += piece.byteLength;
    yield piece;
  }
  written.push({ path: file.path, sha256: hash.digest("hex"), size });
}
