import type { ImageSize } from "./frame-896.ts";
import type { RgbPicture } from "./rgb-picture.ts";

/**
 * The picture brought to another size with the antialiased bilinear (triangle) filter: pixel centres at
 * half-integers, the triangle widened by the reduction factor, weights normalised at the border. Values
 * are not rounded and a constant picture stays constant.
 *
 * Source: the filter of torch.nn.functional.interpolate(mode "bilinear", antialias, align_corners false),
 * as called by GSI-Bench 8f2641b, evaluation/utils/utils.py: apply_image_torch.
 */
export function resizeBilinear(picture: RgbPicture, size: ImageSize): RgbPicture {
  const { width, height, data } = picture;
  const wide = resampleRows(data, height, width, size.width, 3);
  const columns = resampleRows(wide, 1, height, size.height, size.width * 3);
  return { ...size, data: columns };
}

/** Resamples the middle axis of an array of shape (outer, from, inner) to (outer, to, inner). */
function resampleRows(
  source: RgbPicture["data"],
  outer: number,
  from: number,
  to: number,
  inner: number,
): Float32Array {
  const result = new Float32Array(outer * to * inner);
  const taps = triangleTaps(from, to);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < to; i++) {
      const { first, weights } = taps[i]!;
      const target = (o * to + i) * inner;
      const start = (o * from + first) * inner;
      for (let c = 0; c < inner; c++) {
        let sum = 0;
        for (let t = 0; t < weights.length; t++)
          sum += weights[t]! * source[start + t * inner + c]!;
        result[target + c] = sum;
      }
    }
  }
  return result;
}

function triangleTaps(from: number, to: number) {
  const scale = from / to;
  const support = Math.max(1, scale);
  return Array.from({ length: to }, (_, i) => {
    const center = scale * (i + 0.5);
    const first = Math.max(0, Math.floor(center - support + 0.5));
    const end = Math.min(from, Math.floor(center + support + 0.5));
    const weights = Array.from({ length: end - first }, (_, tap) =>
      Math.max(0, 1 - Math.abs((first + tap + 0.5 - center) / support)),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return { first, weights: weights.map((weight) => weight / total) };
  });
}
