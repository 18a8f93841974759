import type { RgbPicture } from "./rgb-picture.ts";

const windowSide = 7;
const windowArea = windowSide ** 2;
const sampleCorrection = windowArea / (windowArea - 1);

/**
 * Mean structural similarity of two pictures over the pixels where `mask` is 1 (all without one): 7 x 7
 * uniform window mirrored at the border, sample covariance, per channel; the range of values is, unless it is
 * given, taken from the SECOND picture alone. At most 1; NaN when nothing is compared or the second picture is one value.
 * Both pictures have the same size, at least 7 x 7.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval_utils.py: masked_ssim; Wang et al. 2004.
 */
export function maskedSsim(
  first: RgbPicture,
  second: RgbPicture,
  mask?: Uint8Array,
  range = valueRange(second.data),
): number {
  const { width, height } = first;
  const [c1, c2] = [(0.01 * range) ** 2, (0.03 * range) ** 2];
  const local = (value: (i: number) => number) => windowMean(width, height, value);
  let sum = 0;
  let count = 0;
  for (let channel = 0; channel < 3; channel++) {
    const a = (i: number) => first.data[3 * i + channel]!;
    const b = (i: number) => second.data[3 * i + channel]!;
    const [meanA, meanB] = [local(a), local(b)];
    const squareA = local((i) => a(i) * a(i));
    const squareB = local((i) => b(i) * b(i));
    const product = local((i) => a(i) * b(i));
    for (let i = 0; i < width * height; i++) {
      if (mask?.[i] === 0) continue;
      const [ma, mb] = [meanA[i]!, meanB[i]!];
      const varianceA = sampleCorrection * (squareA[i]! - ma * ma);
      const varianceB = sampleCorrection * (squareB[i]! - mb * mb);
      const covariance = sampleCorrection * (product[i]! - ma * mb);
      sum +=
        ((2 * ma * mb + c1) * (2 * covariance + c2)) /
        ((ma * ma + mb * mb + c1) * (varianceA + varianceB + c2));
      count++;
    }
  }
  return sum / count;
}

/**
 * Mean squared difference over the pixels where `mask` is 1, on the 0 to 255 scale; NaN when there is
 * none. Reported, never aggregated.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval_utils.py: masked_mse.
 */
export function maskedMse(first: RgbPicture, second: RgbPicture, mask: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < first.data.length; i++) {
    if (mask[Math.floor(i / 3)] === 0) continue;
    sum += (first.data[i]! - second.data[i]!) ** 2;
    count++;
  }
  return sum / count;
}

/**
 * A picture as the perceptual network takes it: planes of shape (3, height, width), values -1 to 1. The
 * published code feeds it BLUE, green, red for locality and red, green, blue for view edits. A picture
 * with no value above 1 is taken as scaled already.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval_utils.py: masked_lpips.
 */
export function lpipsInput(picture: RgbPicture, channels: "rgb" | "bgr"): Float32Array {
  const { width, height, data } = picture;
  const plane = width * height;
  const divisor = data.some((value) => value > 1) ? 255 : 1;
  const result = new Float32Array(3 * plane);
  for (let c = 0; c < 3; c++) {
    const source = channels === "rgb" ? c : 2 - c;
    for (let i = 0; i < plane; i++) {
      result[c * plane + i] = (data[3 * i + source]! / divisor) * 2 - 1;
    }
  }
  return result;
}

/**
 * The perceptual distance over the pixels where `mask` is 1: the mean of the network's spatial map (row
 * by row, the size of the picture). 0 when nothing is compared.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval_utils.py: masked_lpips.
 */
export function maskedLpips(map: Float32Array, mask: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < map.length; i++) {
    if (mask[i] === 0) continue;
    sum += map[i]!;
    count++;
  }
  return sum / Math.max(count, 1e-6);
}

function valueRange(data: RgbPicture["data"]): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of data) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most - least;
}

/** The mean of `value` over the 7 x 7 window around each pixel, mirrored at the border with the edge repeated. */
function windowMean(width: number, height: number, value: (i: number) => number): Float64Array {
  const [across, down] = [mirroredWindows(width), mirroredWindows(height)];
  const rows = new Float64Array(width * height);
  const means = new Float64Array(width * height);
  const line = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) line[x] = value(y * width + x);
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let t = 0; t < windowSide; t++) sum += line[across[x * windowSide + t]!]!;
      rows[y * width + x] = sum;
    }
  }
  for (let y = 0; y < height; y++) {
    for (let t = 0; t < windowSide; t++) {
      const source = down[y * windowSide + t]! * width;
      for (let x = 0; x < width; x++) means[y * width + x]! += rows[source + x]! / windowArea;
    }
  }
  return means;
}

/** For each position the seven indices of its window, with positions beyond an end mirrored back. */
function mirroredWindows(side: number): Int32Array {
  const reach = (windowSide - 1) / 2;
  return Int32Array.from({ length: side * windowSide }, (_, k) => {
    const index = Math.floor(k / windowSide) + (k % windowSide) - reach;
    return index < 0 ? -index - 1 : index >= side ? 2 * side - 1 - index : index;
  });
}
