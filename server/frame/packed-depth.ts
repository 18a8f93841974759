import type { FileHandle } from "node:fs/promises";
import { open, stat } from "node:fs/promises";
import type { DepthMap } from "#core/scene/depth-map.ts";
import { AppError } from "../errors.ts";
import { blockBytes, decodeDepthBlock } from "./depth-block.ts";
import { DepthStream, countStreamFrames } from "./depth-stream.ts";

/** More than an hour of video is not looked through to count the frames of a stream. */
const streamFramesMax = 216_000;

/** How a `depth.bin` is laid out. `places` are where each block's length stands, and where the last block ends. */
type Layout =
  | { kind: "blocks"; places: readonly number[]; problem: string | null }
  | { kind: "stream"; stream: DepthStream };

/** The file looked at last: the frames of one scene follow each other. */
let last: { key: string; layout: Promise<Layout> } | null = null;

/**
 * How many frames a `depth.bin` has (counted up to `atMost` where all of them are one stream), and what is
 * wrong with the file behind them.
 */
export async function countPackedFrames(
  path: string,
  atMost: number,
): Promise<{ frames: number; problem: string | null }> {
  const layout = await layoutOf(path);
  if (layout.kind === "blocks")
    return { frames: layout.places.length - 1, problem: layout.problem };
  return countStreamFrames(path, Math.min(atMost, streamFramesMax));
}

/** One frame of a `depth.bin`: of a file in blocks only that block is read. */
export async function readPackedDepth(path: string, index: number): Promise<DepthMap> {
  const layout = await layoutOf(path);
  if (layout.kind === "stream") {
    const map = await layout.stream.read(index);
    if (map) return map;
    throw new AppError("INVALID", `the stream ends before frame ${index}`);
  }
  const [from, to] = layout.places.slice(index, index + 2);
  if (from === undefined || to === undefined)
    throw new AppError("INVALID", `it has ${layout.places.length - 1} frames, none is ${index}`);
  const file = await open(path, "r");
  try {
    const map = await readBlock(file, from, to);
    if (map) return map;
    throw new AppError(
      "INVALID",
      `the block of frame ${index} is neither LZ4 of 16-bit millimetres nor DEFLATE of 32-bit metres, 256 x 192`,
    );
  } finally {
    await file.close();
  }
}

async function layoutOf(path: string): Promise<Layout> {
  const { size, mtimeMs } = await stat(path);
  const key = `${path} ${size} ${mtimeMs}`;
  if (last?.key !== key) last = { key, layout: findLayout(path, size) };
  return last.layout;
}

async function findLayout(path: string, size: number): Promise<Layout> {
  const file = await open(path, "r");
  try {
    const places = await walkBlocks(file, size);
    const end = places.at(-1)!;
    if (end === size && size > 0) return { kind: "blocks", places, problem: null };
    if (places.length > 1 && (await readBlock(file, 0, places[1]!))) {
      const problem = `after frame ${places.length - 2}, at byte ${end}, no whole block follows: the file is cut off or damaged there`;
      return { kind: "blocks", places, problem };
    }
  } finally {
    await file.close();
  }
  const { frames } = await countStreamFrames(path, 1);
  if (frames === 1) return { kind: "stream", stream: new DepthStream(path) };
  throw new AppError(
    "INVALID",
    "it is neither a row of blocks (LZ4 or DEFLATE, each after its length) nor one DEFLATE stream of 256 x 192 frames: copy it again",
  );
}

/** Goes from length to length without reading the blocks, as far as the lengths make sense. */
async function walkBlocks(file: FileHandle, size: number): Promise<number[]> {
  const header = Buffer.alloc(4);
  const places = [0];
  for (let at = 0; at + 4 <= size;) {
    await file.read(header, 0, 4, at);
    const length = header.readUInt32LE();
    at += 4 + length;
    if (length < blockBytes.min || length > blockBytes.max || at > size) break;
    places.push(at);
  }
  return places;
}

/** The block whose length stands at `from` and which ends at `to`; null when it is no frame. */
async function readBlock(file: FileHandle, from: number, to: number): Promise<DepthMap | null> {
  const length = to - from - 4;
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from + 4);
  return decodeDepthBlock(buffer.subarray(0, bytesRead));
}
