import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";
import type { Mesh } from "#core/scene/mesh.ts";
import { AppError } from "../errors.ts";
import { MeshBuilder } from "./mesh-builder.ts";
import type { PlyElement, PlyHeader } from "./ply-header.ts";
import { leastRowBytes, parsePlyHeader, plyHeaderBytesMax } from "./ply-header.ts";

/** How much of a file is read at once. */
export const chunkBytes = 1 << 22;

/**
 * Reads a triangle mesh (binary little-endian or ascii PLY) in chunks. A header that promises more than
 * the file can hold is refused before anything is allocated for it.
 */
export async function readPly(path: string): Promise<Mesh> {
  const file = await open(path, "r");
  try {
    const header = await readPlyHeader(file);
    const { size } = await file.stat();
    const builder = new MeshBuilder(header.elements);
    const data = new DataWindow(file, header.dataStart, size);
    for (const element of header.elements) await readRows(data, header.format, element, builder);
    return builder.finish();
  } finally {
    await file.close();
  }
}

/** The header of an open file, which promises no more than the file can hold. */
export async function readPlyHeader(file: FileHandle): Promise<PlyHeader> {
  const { size } = await file.stat();
  const head = await file.read(Buffer.alloc(Math.min(size, plyHeaderBytesMax)), 0, undefined, 0);
  const header = parsePlyHeader(head.buffer.subarray(0, head.bytesRead));
  checkPromise(header, size);
  return header;
}

function checkPromise(header: PlyHeader, size: number): void {
  const available = size - header.dataStart;
  let promised = 0;
  for (const element of header.elements) {
    promised += element.count * leastRowBytes(element, header.format);
    if (promised > available)
      throw new AppError(
        "INVALID",
        `the header promises ${element.count} of "${element.name}" but the file, with ${available} bytes of data, ` +
          `cannot hold them: it is cut off or its header is wrong`,
      );
  }
}

async function readRows(
  data: DataWindow,
  format: PlyHeader["format"],
  element: PlyElement,
  builder: MeshBuilder,
): Promise<void> {
  const read = format === "ascii" ? readTextRow : readBinaryRow;
  const bulk = format === "ascii" ? null : builder.bulkRows(element);
  const row: number[] = [];
  for (let i = 0; i < element.count;) {
    if (bulk) {
      const rows = Math.floor((data.end - data.position) / bulk.rowBytes);
      const taken = bulk.take(data.view, data.position, Math.min(rows, element.count - i));
      data.position += taken * bulk.rowBytes;
      i += taken;
      if (i === element.count) break;
    }
    row.length = 0;
    const used = read(data, element, row);
    if (used > 0) {
      data.position += used;
      builder.addRow(element.name, row);
      i++;
    } else if (!(await data.advance())) {
      throw new AppError(
        "INVALID",
        `the file ends in "${element.name}" number ${i + 1} of ${element.count}: it is cut off or its header is wrong`,
      );
    }
  }
}

/** Fills `row` from binary data (a list as its length, then its items). Returns the bytes used, 0 when more are needed. */
function readBinaryRow(data: DataWindow, element: PlyElement, row: number[]): number {
  let at = data.position;
  for (const { count, value } of element.properties) {
    let items = 1;
    if (count) {
      if (at + count.bytes > data.end) return 0;
      items = count.read(data.view, at);
      at += count.bytes;
      if (!(items >= 0) || items * value.bytes > data.bytesLeftFrom(at))
        throw new AppError(
          "INVALID",
          `a list of "${element.name}" promises ${items} items, more than the file holds`,
        );
      row.push(items);
    }
    if (at + items * value.bytes > data.end) return 0;
    for (let item = 0; item < items; item++, at += value.bytes) row.push(value.read(data.view, at));
  }
  return at - data.position;
}

const newline = 10;

/** Fills `row` from one line of text. Returns the bytes used, 0 when the line is not complete yet. */
function readTextRow(data: DataWindow, element: PlyElement, row: number[]): number {
  let end = data.bytes.indexOf(newline, data.position);
  if (end < 0 || end >= data.end) {
    if (!data.isAtEnd || data.position >= data.end) return 0;
    end = data.end;
  }
  const words = data.bytes.toString("latin1", data.position, end).trim().split(/\s+/);
  for (const word of words) row.push(Number(word));
  let expected = 0;
  for (const { count } of element.properties) expected += count ? 1 + (row[expected] ?? 0) : 1;
  if (row.length < expected || !row.every(Number.isFinite))
    throw new AppError(
      "INVALID",
      `the line "${words.join(" ").slice(0, 60)}" is not a row of "${element.name}"`,
    );
  return end + 1 - data.position;
}

/** A stretch of the file in memory that moves on through it. */
class DataWindow {
  bytes: Buffer = Buffer.alloc(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  /** Next byte to read, and the end of what is loaded, both within `bytes`. */
  position = 0;
  end = 0;
  readonly #file: FileHandle;
  readonly #size: number;
  #loadedTo: number;

  constructor(file: FileHandle, start: number, size: number) {
    this.#file = file;
    this.#loadedTo = start;
    this.#size = size;
  }

  get isAtEnd(): boolean {
    return this.#loadedTo >= this.#size;
  }

  /** Bytes of the file from a place in the window on, loaded or not. */
  bytesLeftFrom(at: number): number {
    return this.end - at + this.#size - this.#loadedTo;
  }

  /** Keeps what was not used and loads the next chunk behind it; false at the end of the file. */
  async advance(): Promise<boolean> {
    if (this.isAtEnd) return false;
    const rest = this.bytes.subarray(this.position, this.end);
    const length = Math.min(chunkBytes, this.#size - this.#loadedTo);
    const next = Buffer.alloc(rest.length + length);
    rest.copy(next);
    const { bytesRead } = await this.#file.read(next, rest.length, length, this.#loadedTo);
    if (bytesRead === 0) return false;
    this.#loadedTo += bytesRead;
    this.bytes = next;
    this.view = new DataView(next.buffer, next.byteOffset, next.byteLength);
    this.position = 0;
    this.end = rest.length + bytesRead;
    return true;
  }
}
