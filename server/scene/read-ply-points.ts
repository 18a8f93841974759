import { open } from "node:fs/promises";
import type { PointCloud } from "#core/scene/point-cloud.ts";
import { AppError } from "../errors.ts";
import { plainGray } from "./mesh-builder.ts";
import { chunkBytes, readPly, readPlyHeader } from "./read-ply.ts";

/**
 * The vertices of a PLY as points. Of more than `pointsMax` every second, third and so on is taken, so that
 * a laser cloud of any size fits into memory; those with a number in `masked` are left out.
 */
export async function readPlyPoints(
  path: string,
  pointsMax: number,
  masked: ReadonlySet<number>,
): Promise<PointCloud> {
  const file = await open(path, "r");
  try {
    const header = await readPlyHeader(file);
    const [vertex] = header.elements;
    const isPlain = vertex?.name === "vertex" && vertex.properties.every(({ count }) => !count);
    if (header.format === "ascii" || !isPlain) return await readWhole(path, pointsMax, masked);
    const offsets = new Map<string, number>();
    let rowBytes = 0;
    for (const { name, value } of vertex.properties) {
      offsets.set(name, rowBytes);
      rowBytes += value.bytes;
    }
    const columnOf = (name: string) => {
      const property = vertex.properties.find((one) => one.name === name);
      return property && { offset: offsets.get(name)!, read: property.value.read };
    };
    const places = ["x", "y", "z"].map(columnOf);
    if (places.includes(undefined)) throw new AppError("INVALID", "the points have no x, y and z");
    const tints = ["red", "green", "blue"].map(columnOf);
    const taker = new PointTaker(vertex.count, pointsMax, masked);
    const rowsAtOnce = Math.max(1, Math.floor(chunkBytes / rowBytes));
    const chunk = Buffer.alloc(rowsAtOnce * rowBytes);
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let first = 0; first < vertex.count; first += rowsAtOnce) {
      const rows = Math.min(rowsAtOnce, vertex.count - first);
      const { bytesRead } = await file.read(
        chunk,
        0,
        rows * rowBytes,
        header.dataStart + first * rowBytes,
      );
      if (bytesRead < rows * rowBytes)
        throw new AppError("INVALID", "the file was cut off while it was read");
      for (let row = taker.nextAfter(first); row < first + rows; row += taker.step) {
        const at = (row - first) * rowBytes;
        const number = (column: ReturnType<typeof columnOf>) =>
          column ? column.read(view, at + column.offset) : plainGray;
        taker.take(row, number, places, tints);
      }
    }
    return taker.finish();
  } finally {
    await file.close();
  }
}

async function readWhole(
  path: string,
  pointsMax: number,
  masked: ReadonlySet<number>,
): Promise<PointCloud> {
  const { positions, colors } = await readPly(path);
  const count = positions.length / 3;
  const taker = new PointTaker(count, pointsMax, masked);
  for (let row = 0; row < count; row += taker.step)
    taker.take(row, (value) => value, positions.subarray(3 * row), colors.subarray(3 * row));
  return taker.finish();
}

/** Takes every n-th of so many points. */
class PointTaker {
  readonly step: number;
  readonly #masked: ReadonlySet<number>;
  readonly #positions: Float32Array;
  readonly #colors: Uint8Array;
  #count = 0;

  constructor(available: number, pointsMax: number, masked: ReadonlySet<number>) {
    this.step = Math.max(1, Math.ceil(available / pointsMax));
    this.#masked = masked;
    this.#positions = new Float32Array(3 * Math.ceil(available / this.step));
    this.#colors = new Uint8Array(this.#positions.length);
  }

  /** The first row from this one on that is taken. */
  nextAfter(row: number): number {
    return Math.ceil(row / this.step) * this.step;
  }

  take<Column>(
    row: number,
    number: (column: Column) => number,
    places: ArrayLike<Column>,
    tints: ArrayLike<Column>,
  ): void {
    if (this.#masked.has(row)) return;
    const at = 3 * this.#count++;
    for (let i = 0; i < 3; i++) {
      const value = number(places[i]!);
      if (!Number.isFinite(value))
        throw new AppError("INVALID", `point ${row + 1} has a coordinate that is not a number`);
      this.#positions[at + i] = value;
      this.#colors[at + i] = number(tints[i]!);
    }
  }

  finish(): PointCloud {
    return {
      positions: this.#positions.subarray(0, 3 * this.#count),
      colors: this.#colors.subarray(0, 3 * this.#count),
    };
  }
}
