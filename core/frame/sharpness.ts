import type { Fft } from "./fft.ts";
import { fft } from "./fft.ts";

/** An 8-bit image of brightness: row-major, `width * height` values of 0 to 255. */
export type GrayImage = {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array;
};

/**
 * Brightness of interleaved 8-bit RGB: 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), rounded as the
 * usual fixed-point conversion does (14 fractional bits).
 */
export function grayFromRgb(width: number, height: number, rgb: Uint8Array): GrayImage {
  const values = new Uint8Array(width * height);
  for (let i = 0; i < values.length; i++) {
    values[i] = (4899 * rgb[3 * i]! + 9617 * rgb[3 * i + 1]! + 1868 * rgb[3 * i + 2]! + 8192) >> 14;
  }
  return { width, height, values };
}

/** Radius of the low-frequency disc as a share of the image's shorter side. */
const discShare = 0.1;

/**
 * The published sharpness score, 0 to 1: the share of the 2D Fourier magnitude that lies outside a disc of
 * radius floor(0.1 * shorter side) around zero frequency. Blurred photos have little out there; the
 * published threshold is 0.6. The transform has the exact image size: no padding, no windowing. An image
 * of one brightness of zero scores 0.
 */
export function sharpness({ width, height, values }: GrayImage): number {
  const columns = Math.floor(width / 2) + 1;
  const { re, im } = rowSpectra(values, width, height, columns);
  const transform = planOf(height);
  const radius = Math.floor(discShare * Math.min(width, height));
  let all = 0;
  let low = 0;
  for (let u = 0; u < columns; u++) {
    const columnRe = re.subarray(u * height, (u + 1) * height);
    const columnIm = im.subarray(u * height, (u + 1) * height);
    transform(columnRe, columnIm);
    // A real image's spectrum is point-symmetric: columns u and width - u hold the same magnitudes.
    const weight = u === 0 || 2 * u === width ? 1 : 2;
    let sum = 0;
    for (let v = 0; v < height; v++) {
      const magnitude = Math.sqrt(columnRe[v]! * columnRe[v]! + columnIm[v]! * columnIm[v]!);
      sum += magnitude;
      const frequency = Math.min(v, height - v);
      if (u * u + frequency * frequency <= radius * radius) low += weight * magnitude;
    }
    all += weight * sum;
  }
  return all === 0 ? 0 : (all - low) / all;
}

/**
 * The first `columns` values of each row's transform, column after column. Two real rows go through one
 * complex transform, as its real and imaginary part, and are told apart by symmetry.
 */
function rowSpectra(values: Uint8Array, width: number, height: number, columns: number) {
  const transform = planOf(width);
  const re = new Float64Array(columns * height);
  const im = new Float64Array(columns * height);
  const rowRe = new Float64Array(width);
  const rowIm = new Float64Array(width);
  for (let v = 0; v < height; v += 2) {
    const paired = v + 1 < height;
    for (let u = 0; u < width; u++) {
      rowRe[u] = values[v * width + u]!;
      rowIm[u] = paired ? values[(v + 1) * width + u]! : 0;
    }
    transform(rowRe, rowIm);
    for (let u = 0; u < columns; u++) {
      const mirrored = u === 0 ? 0 : width - u;
      const to = u * height + v;
      re[to] = (rowRe[u]! + rowRe[mirrored]!) / 2;
      im[to] = (rowIm[u]! - rowIm[mirrored]!) / 2;
      if (!paired) continue;
      re[to + 1] = (rowIm[u]! + rowIm[mirrored]!) / 2;
      im[to + 1] = (rowRe[mirrored]! - rowRe[u]!) / 2;
    }
  }
  return { re, im };
}

/** Tables of the lengths met so far: photos of one scan share one size. */
const plans = new Map<number, Fft>();

function planOf(length: number): Fft {
  const known = plans.get(length);
  if (known) return known;
  if (plans.size >= 8) plans.clear();
  const made = fft(length);
  plans.set(length, made);
  return made;
}
