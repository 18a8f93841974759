import { crc32 } from "node:zlib";
import { AppError } from "../errors.ts";
import type { ExportFile, WrittenFile } from "./formats/export-file.ts";
import { contentWhileWritten } from "./formats/export-file.ts";

/** A field of 32 or 16 bits that refers to a larger one (zip64). */
const [large32, large16] = [0xffff_ffff, 0xffff];

/** Sizes and checksum follow the content; names are UTF-8. */
const flags = 0x0808;
/** 1 January 1980 as the format writes a day. */
const day = 0x0021;
const plainFile = 0o100644;

/** Small pieces are put together to pieces of this many bytes. */
const pieceBytes = 1 << 20;
/** Entries of the directory that are kept as one buffer: a buffer each would take twice the memory. */
const entriesTogether = 1000;

export type ZipOptions = {
  readonly folder?: string;
  /** To which files are added as they are written; has to be given where a file is made out of those before it. */
  readonly written?: WrittenFile[];
};

/**
 * A zip of files as they are, in the order given, under `folder`. The same files give the same bytes, on every
 * machine: nothing is compressed, and all carry one date. One file is read at a time; of the others only an
 * entry of the directory is kept.
 *
 * Source: PKWARE APPNOTE 6.3.9, sections 4.3 and 4.5.3.
 */
export function zipFiles(
  files: AsyncIterable<ExportFile>,
  options: ZipOptions = {},
): AsyncGenerator<Uint8Array> {
  return inPieces(zipRecords(files, options));
}

/** Bytes of the zip of files with these paths and sizes. */
export function zipSize(
  files: Iterable<{ readonly path: string; readonly size: number }>,
  folder?: string,
): number {
  let [offset, directoryBytes, count] = [0, 0, 0];
  for (const { path, size } of files) {
    const name = entryName(path, folder);
    directoryBytes += directoryEntry(name, { crc: 0, size, offset }).byteLength;
    offset += localHeader(name).byteLength + size + descriptor(0, size).byteLength;
    count++;
  }
  return offset + directoryBytes + endRecords(count, directoryBytes, offset).byteLength;
}

async function* zipRecords(
  files: AsyncIterable<ExportFile>,
  { folder, written }: ZipOptions,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipRecords(folder);
  for await (const file of files) {
    yield zip.startFile(file.path, file.size ?? 0);
    for await (const piece of contentOf(file, written)) {
      zip.addContent(piece);
      yield piece;
    }
    yield zip.endFile();
  }
  yield* zip.end();
}

const noFile = { path: "", name: Buffer.alloc(0), crc: 0, size: 0 };

/** What stands in a zip before, between and after the files, for one who writes their content between it. */
export class ZipRecords {
  readonly #folder: string | undefined;
  readonly #directory: Buffer[] = [];
  #recent: Buffer[] = [];
  #count = 0;
  #directoryBytes = 0;
  #offset = 0;
  #file: { path: string; name: Buffer; crc: number; size: number } = noFile;

  constructor(folder?: string) {
    this.#folder = folder;
  }

  /** What stands before a file. `size`: bytes, as far as it is known; refused when they are too many. */
  startFile(path: string, size: number): Buffer {
    requireFits(path, size);
    this.#file = { path, name: entryName(path, this.#folder), crc: 0, size: 0 };
    return localHeader(this.#file.name);
  }

  /** Takes notice of a piece of the file, which is to be written as it is. */
  addContent(piece: Uint8Array): void {
    this.#file.crc = crc32(piece, this.#file.crc);
    this.#file.size += piece.byteLength;
  }

  /** What stands after the file. */
  endFile(): Buffer {
    const { path, name, crc, size } = this.#file;
    requireFits(path, size);
    const after = descriptor(crc, size);
    const entry = directoryEntry(name, { crc, size, offset: this.#offset });
    this.#recent.push(entry);
    if (this.#recent.length === entriesTogether) this.#putTogether();
    this.#count++;
    this.#directoryBytes += entry.byteLength;
    this.#offset += localHeaderBytes + name.byteLength + size + after.byteLength;
    return after;
  }

  /** The directory, which stands after all files. */
  end(): Buffer[] {
    this.#putTogether();
    return [...this.#directory, endRecords(this.#count, this.#directoryBytes, this.#offset)];
  }

  #putTogether(): void {
    this.#directory.push(Buffer.concat(this.#recent));
    this.#recent = [];
  }
}

function requireFits(path: string, size: number): void {
  if (size >= large32)
    throw new AppError(
      "INVALID",
      `${path} has ${size} bytes, more than an entry of a zip takes: export a folder`,
    );
}

/** A hash is only taken where somebody asks for it. */
function contentOf(
  file: ExportFile,
  written?: WrittenFile[],
): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  if (!written && file.sha256 === undefined) return file.content([]);
  return contentWhileWritten(file, written ?? [], (one) => written?.push(one));
}

function entryName(path: string, folder?: string): Buffer {
  return Buffer.from(folder === undefined ? path : `${folder}/${path}`);
}

const localHeaderBytes = 30;

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(localHeaderBytes);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(day, 12);
  header.writeUInt16LE(name.byteLength, 26);
  return Buffer.concat([header, name]);
}

function descriptor(crc: number, size: number): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt32LE(0x08074b50, 0);
  record.writeUInt32LE(crc, 4);
  record.writeUInt32LE(size, 8);
  record.writeUInt32LE(size, 12);
  return record;
}

function directoryEntry(
  name: Buffer,
  { crc, size, offset }: { crc: number; size: number; offset: number },
): Buffer {
  const isFar = offset >= large32;
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  // Made on Unix, so that the mode below is read.
  entry.writeUInt16LE(0x0300 + 63, 4);
  entry.writeUInt16LE(isFar ? 45 : 20, 6);
  entry.writeUInt16LE(flags, 8);
  entry.writeUInt16LE(day, 14);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(size, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(name.byteLength, 28);
  entry.writeUInt16LE(isFar ? 12 : 0, 30);
  entry.writeUInt32LE(plainFile * 0x10000, 38);
  entry.writeUInt32LE(Math.min(offset, large32), 42);
  if (!isFar) return Buffer.concat([entry, name]);
  const far = Buffer.alloc(12);
  far.writeUInt16LE(1, 0);
  far.writeUInt16LE(8, 2);
  far.writeBigUInt64LE(BigInt(offset), 4);
  return Buffer.concat([entry, name, far]);
}

/** The end of a zip whose directory has `count` entries in `bytes` from `offset` on. */
function endRecords(count: number, bytes: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, large16), 8);
  end.writeUInt16LE(Math.min(count, large16), 10);
  end.writeUInt32LE(Math.min(bytes, large32), 12);
  end.writeUInt32LE(Math.min(offset, large32), 16);
  if (count < large16 && bytes < large32 && offset < large32) return end;
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(0x0300 + 63, 12);
  end64.writeUInt16LE(45, 14);
  end64.writeBigUInt64LE(BigInt(count), 24);
  end64.writeBigUInt64LE(BigInt(count), 32);
  end64.writeBigUInt64LE(BigInt(bytes), 40);
  end64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + bytes), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end]);
}

/** The records put together, copied: a record is good only until the next is asked for. */
async function* inPieces(records: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let piece = Buffer.allocUnsafe(pieceBytes);
  let filled = 0;
  for await (const record of records) {
    for (let done = 0; done < record.byteLength;) {
      const next = record.subarray(done, done + pieceBytes - filled);
      piece.set(next, filled);
      done += next.byteLength;
      filled += next.byteLength;
      if (filled < pieceBytes) continue;
      yield piece;
      [piece, filled] = [Buffer.allocUnsafe(pieceBytes), 0];
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}
