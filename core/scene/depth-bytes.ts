import type { DepthMap } from "./depth-map.ts";
import { depthMapFromMillimeters } from "./depth-map.ts";

const headerBytes = 4;
const millimetersMax = 65_535;

/**
 * A depth map for a page: width and height, then the depths row by row in millimetres, all as little-endian
 * uint16. 0 where nothing was measured; 65535 stands for everything beyond 65.5 m.
 */
export function encodeDepth({ width, height, depthMeters }: DepthMap): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerBytes + 2 * depthMeters.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, width, true);
  view.setUint16(2, height, true);
  for (let i = 0; i < depthMeters.length; i++) {
    const millimeters = Math.min(millimetersMax, Math.round(1000 * depthMeters[i]!));
    view.setUint16(headerBytes + 2 * i, millimeters, true);
  }
  return bytes;
}

/** Reads {@link encodeDepth}'s form back. Throws when the length is not what the header says. */
export function decodeDepth(bytes: ArrayBuffer): DepthMap {
  const view = new DataView(bytes);
  const hasHeader = bytes.byteLength >= headerBytes;
  const width = hasHeader ? view.getUint16(0, true) : 0;
  const height = hasHeader ? view.getUint16(2, true) : 0;
  if (bytes.byteLength !== headerBytes + 2 * width * height)
    throw new Error(`a depth map of ${width} x ${height} has ${bytes.byteLength} bytes`);
  const millimeters = Uint16Array.from({ length: width * height }, (_, i) =>
    view.getUint16(headerBytes + 2 * i, true),
  );
  return depthMapFromMillimeters(width, height, millimeters);
}

/** The depth map with at most `sideMax` pixels along each side, the nearest measurement for each; the same one when it is small enough. */
export function shrinkDepth(map: DepthMap, sideMax: number): DepthMap {
  const factor = Math.max(map.width, map.height) / sideMax;
  if (factor <= 1) return map;
  const width = Math.max(1, Math.round(map.width / factor));
  const height = Math.max(1, Math.round(map.height / factor));
  const depthMeters = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = Math.min(map.height - 1, Math.round((row * map.height) / height)) * map.width;
    for (let column = 0; column < width; column++) {
      const at = Math.min(map.width - 1, Math.round((column * map.width) / width));
      depthMeters[row * width + column] = map.depthMeters[from + at]!;
    }
  }
  return { width, height, depthMeters };
}
