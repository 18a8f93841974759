import { createHash } from "node:crypto";
import { AppError } from "../../errors.ts";
import { blobPath } from "../../storage.ts";
import { readPieces } from "../read-pieces.ts";

/** Characters of lines that are gathered to a piece. */
const pieceLength = 1 << 18;

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
  /** What the content must be, where it is a stored file; it is held against this while it is written. */
  readonly sha256?: string;
  /** Whether the content follows from the files of this export before it, which must be written then. */
  readonly isAboutOthers?: boolean;
  /** Path of a zip that an export holds besides, with this file and its neighbours of the same mark. */
  readonly packedIn?: string;
  /** Each piece is good until the next is asked for. `written`: the files of this export before it, in their order. */
  content(written: readonly WrittenFile[]): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
};

/** Where the photo with this hash lies on the disk. */
export type PhotoPlace = (sha256: string) => string;

/** A file whose text is known. */
export function textFile(path: string, text: string): ExportFile {
  const bytes = Buffer.from(text);
  return { path, size: bytes.byteLength, content: () => [bytes] };
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

/** A file that is made out of the files before it. */
export function fileAboutOthers(
  path: string,
  load: (written: readonly WrittenFile[]) => Uint8Array,
): ExportFile {
  return { ...bytesFile(path, null, async (written) => load(written)), isAboutOthers: true };
}

/** A file of lines, made one by one. Lines are given without their ends. */
export function linesFile(
  path: string,
  lines: (written: readonly WrittenFile[]) => AsyncIterable<string> | Iterable<string>,
): ExportFile {
  return {
    path,
    size: null,
    async *content(written) {
      let text = "";
      for await (const line of lines(written)) {
        text += `${line}\n`;
        if (text.length < pieceLength) continue;
        yield Buffer.from(text);
        text = "";
      }
      if (text !== "") yield Buffer.from(text);
    },
  };
}

/** A stored file. Refused when its content is not what its hash says. */
export function blobFile(
  path: string,
  sha256: string,
  size: number | null = null,
  place: PhotoPlace = blobPath,
): ExportFile {
  return {
    path,
    size,
    sha256,
    *content() {
      try {
        yield* readPieces(place(sha256));
      } catch (error) {
        throw new AppError("NOT_FOUND", `no stored file with hash ${sha256}`, { cause: error });
      }
    },
  };
}

/** A file's whole content. Refused when it is not what its hash says. */
export async function wholeContent(file: ExportFile): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of contentWhileWritten(file, [], () => {}))
    pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/**
 * The content of a file, which is told to `onWritten` when it was read to its end. Held against the hash where
 * the file states one.
 */
export async function* contentWhileWritten(
  file: ExportFile,
  written: readonly WrittenFile[],
  onWritten: (file: WrittenFile) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const piece of file.content(written)) {
    hash.update(piece);
    size += piece.byteLength;
    yield piece;
  }
  const { path } = file;
  const sha256 = hash.digest("hex");
  if (file.sha256 !== undefined && file.sha256 !== sha256)
    throw new AppError("INTERNAL", `${path}: the stored file ${file.sha256} was damaged on disk`);
  onWritten({ path, sha256, size });
}
