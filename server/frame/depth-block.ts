import { inflateRawSync } from "node:zlib";
import type { DepthMap } from "#core/scene/depth-map.ts";
import { depthMapFromMeters, depthMapFromMillimeters } from "#core/scene/depth-map.ts";
import { decodeLz4Block } from "#core/scene/lz4-block.ts";

const width = 256;
const height = 192;
const pixels = width * height;

/** Bytes of one frame as float32 metres. */
export const floatFrameBytes = 4 * pixels;

/**
 * Least and most bytes of a block that can hold a frame: DEFLATE packs at most 1032 to 1, and bytes that
 * cannot be packed grow by a few per cent in the worst case of either coding.
 */
export const blockBytes = {
  min: Math.ceil(floatFrameBytes / 1032),
  max: Math.ceil(1.05 * floatFrameBytes),
};

/**
 * One frame of a `depth.bin`, or null when the block is none: an LZ4 block of uint16 millimetres or a raw
 * DEFLATE stream of float32 metres, told apart by trying. A block that would give more than a frame is
 * stopped there.
 */
export function decodeDepthBlock(block: Uint8Array): DepthMap | null {
  const millimeters = decodeLz4Block(block, 2 * pixels);
  if (millimeters)
    return depthMapFromMillimeters(width, height, new Uint16Array(millimeters.buffer));
  const meters = inflateFrame(block);
  return meters && decodeFloatFrame(meters);
}

/** The depth map of one frame as float32 metres. */
export function decodeFloatFrame(bytes: Buffer): DepthMap {
  return depthMapFromMeters(width, height, new Float32Array(new Uint8Array(bytes).buffer));
}

function inflateFrame(block: Uint8Array): Buffer | null {
  try {
    // The types of Node do not know what `info` changes.
    const { buffer, engine } = inflateRawSync(block, {
      maxOutputLength: floatFrameBytes,
      info: true,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    const isWhole = buffer.length === floatFrameBytes && engine.bytesWritten === block.length;
    return isWhole ? buffer : null;
  } catch {
    return null;
  }
}
