import type { RemapTable } from "#core/geometry/undistort-fisheye.ts";

/**
 * A picture (three bytes a pixel, row by row, `width` x `height`) sampled bilinearly where a table says.
 * Beyond its border it continues mirrored about the outermost pixels (OpenCV's BORDER_REFLECT_101). Places
 * that no pixel is named for become grey (128).
 */
export function remapPicture(
  rgb: Uint8Array,
  width: number,
  height: number,
  table: RemapTable,
): Uint8Array {
  const { u, v } = table;
  const result = new Uint8Array(u.length * 3);
  for (let pixel = 0, out = 0; pixel < u.length; pixel++, out += 3) {
    const x = u[pixel]!;
    const y = v[pixel]!;
    if (Number.isNaN(x)) {
      result.fill(128, out, out + 3);
      continue;
    }
    const left = Math.floor(x);
    const top = Math.floor(y);
    const wx = x - left;
    const wy = y - top;
    const x0 = mirrored(left, width) * 3;
    const x1 = mirrored(left + 1, width) * 3;
    const row0 = mirrored(top, height) * width * 3;
    const row1 = mirrored(top + 1, height) * width * 3;
    for (let channel = 0; channel < 3; channel++) {
      const above = rgb[row0 + x0 + channel]! * (1 - wx) + rgb[row0 + x1 + channel]! * wx;
      const below = rgb[row1 + x0 + channel]! * (1 - wx) + rgb[row1 + x1 + channel]! * wx;
      result[out + channel] = above * (1 - wy) + below * wy + 0.5;
    }
  }
  return result;
}

/**
 * A mask (one byte a pixel, 255 where the picture may be shown) under the same table: 255 where every pixel
 * that {@link remapPicture} mixes in may be shown, also those mirrored in from beyond the border, else 0.
 * ScanNet++'s own tools take what lies beyond the border for shown; mirrored it would show what is masked.
 * 255 where no pixel is named.
 */
export function remapMask(
  mask: Uint8Array,
  width: number,
  height: number,
  table: RemapTable,
): Uint8Array {
  const { u, v } = table;
  const result = new Uint8Array(u.length).fill(255);
  for (let pixel = 0; pixel < u.length; pixel++) {
    const x = u[pixel]!;
    if (Number.isNaN(x)) continue;
    const y = v[pixel]!;
    const x0 = mirrored(Math.floor(x), width);
    const x1 = mirrored(Math.ceil(x), width);
    const row0 = mirrored(Math.floor(y), height) * width;
    const row1 = mirrored(Math.ceil(y), height) * width;
    // All bits set in all four: 255 four times.
    const common = mask[row0 + x0]! & mask[row0 + x1]! & mask[row1 + x0]! & mask[row1 + x1]!;
    if (common !== 255) result[pixel] = 0;
  }
  return result;
}

/** A place outside 0 to count - 1 mirrored back inside, the outermost places not repeated. */
function mirrored(place: number, count: number): number {
  if (place >= 0 && place < count) return place;
  if (count === 1) return 0;
  const period = 2 * (count - 1);
  const within = ((place % period) + period) % period;
  return within < count ? within : period - within;
}
