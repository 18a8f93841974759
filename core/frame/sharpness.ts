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
  for (let i = 0, at = 0; i < values.length; i++, at += 3) {
    values[i] = (4899 * rgb[at]! + 9617 * rgb[at + 1]! + 1868 * rgb[at + 2]! + 8192) >> 14;
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
  const spectrum = spectrumOf(width, height);
  transformRows(spectrum, values);
  return highShare(spectrum);
}

/** How many rows or columns are transformed at once. */
const batch = 16;

/** What the spectra of images of one size need. */
type Spectrum = {
  readonly width: number;
  readonly height: number;
  /** Columns that are computed; the rest of a real image's spectrum mirrors them. */
  readonly columns: number;
  readonly rowFft: Fft;
  readonly columnFft: Fft;
  readonly rowRe: Float64Array;
  readonly rowIm: Float64Array;
  /** Blocks of `batch` columns, each row by row: value (u, v) at ((u div batch) * height + v) * batch + u mod batch. */
  readonly re: Float64Array;
  readonly im: Float64Array;
};

/** Of the sizes met so far: photos of one camera share one. */
const spectra = new Map<string, Spectrum>();

function spectrumOf(width: number, height: number): Spectrum {
  const key = `${width}x${height}`;
  const known = spectra.get(key);
  if (known) return known;
  if (spectra.size >= 2) spectra.clear();
  const columns = Math.floor(width / 2) + 1;
  const size = Math.ceil(columns / batch) * batch * height;
  const made = {
    width,
    height,
    columns,
    rowFft: fft(width, batch),
    columnFft: fft(height, batch),
    rowRe: new Float64Array(width * batch),
    rowIm: new Float64Array(width * batch),
    re: new Float64Array(size),
    im: new Float64Array(size),
  };
  spectra.set(key, made);
  return made;
}

/**
 * The first `columns` values of each row's transform. Two real rows go through one complex transform, as its
 * real and imaginary part, and are told apart by symmetry.
 */
function transformRows(
  { width, height, columns, rowFft, rowRe, rowIm, re, im }: Spectrum,
  values: Uint8Array,
): void {
  for (let top = 0; top < height; top += 2 * batch) {
    for (let b = 0; b < batch; b++) {
      const v = top + 2 * b;
      const upper = v * width;
      for (let u = 0; u < width; u++) {
        rowRe[u * batch + b] = v < height ? values[upper + u]! : 0;
        rowIm[u * batch + b] = v + 1 < height ? values[upper + width + u]! : 0;
      }
    }
    rowFft(rowRe, rowIm);
    const pairs = Math.min(batch, Math.ceil((height - top) / 2));
    for (let u = 0; u < columns; u++) {
      const from = u * batch;
      const mirrored = u === 0 ? 0 : (width - u) * batch;
      let to = (Math.floor(u / batch) * height + top) * batch + (u % batch);
      for (let b = 0; b < pairs; b++) {
        const ar = rowRe[from + b]!;
        const ai = rowIm[from + b]!;
        const br = rowRe[mirrored + b]!;
        const bi = rowIm[mirrored + b]!;
        re[to] = (ar + br) / 2;
        im[to] = (ai - bi) / 2;
        to += batch;
        if (top + 2 * b + 1 < height) {
          re[to] = (ai + bi) / 2;
          im[to] = (br - ar) / 2;
        }
        to += batch;
      }
    }
  }
}

/** Transforms the columns and adds up their magnitudes: the share of those outside the disc. */
function highShare({ width, height, columns, columnFft, re, im }: Spectrum): number {
  const radius = Math.floor(discShare * Math.min(width, height));
  let all = 0;
  let low = 0;
  for (let first = 0; first < columns; first += batch) {
    const blockRe = re.subarray(first * height, (first + batch) * height);
    const blockIm = im.subarray(first * height, (first + batch) * height);
    columnFft(blockRe, blockIm);
    for (let b = 0; b < batch && first + b < columns; b++) {
      const u = first + b;
      // A real image's spectrum is point-symmetric: columns u and width - u hold the same magnitudes.
      const weight = u === 0 || 2 * u === width ? 1 : 2;
      // The disc covers frequencies of at most this from zero, both ways.
      const reach = u > radius ? -1 : Math.floor(Math.sqrt(radius * radius - u * u));
      let sum = 0;
      let inside = 0;
      for (let v = 0; v < height; v++) {
        const i = v * batch + b;
        const magnitude = Math.sqrt(blockRe[i]! * blockRe[i]! + blockIm[i]! * blockIm[i]!);
        sum += magnitude;
        if (v <= reach || height - v <= reach) inside += magnitude;
      }
      all += weight * sum;
      low += weight * inside;
    }
  }
  return all === 0 ? 0 : (all - low) / all;
}
