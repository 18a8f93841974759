import { resizeBilinear } from "./bilinear-resize.ts";
import { frame896, frameSide } from "./frame-896.ts";
import type { RgbPicture } from "./rgb-picture.ts";

/** The colour of the padding, which is zero to the network: its mean red, green, blue. */
const paddingColor = [123.675, 116.28, 103.53] as const;

/**
 * The picture as the locality measures see it: in the 896 frame with the padding in the network's mean
 * colour, then cut to at most the SOURCE's width and height from the top left. A source with a side below
 * 896 is therefore enlarged and cut (512 x 512 keeps a third of its area), and the padding of a 4:3 source
 * is a quarter of what is compared. Red, green, blue; the published code works on blue, green, red, which
 * only the perceptual distance notices. The published detour through normalised values is left out: it
 * changes nothing above 1e-5.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/img_utils.py: img_process.
 */
export function localityFrame(source: RgbPicture): RgbPicture {
  const { resized, crop, content } = frame896(source);
  const picture = resizeBilinear(source, resized);
  const width = Math.min(frameSide, source.width);
  const height = Math.min(frameSide, source.height);
  const data = new Float32Array(width * height * 3);
  for (let i = 0; i < data.length; i++) data[i] = paddingColor[i % 3]!;
  const columns = Math.min(width, content.width);
  for (let y = 0; y < Math.min(height, content.height); y++) {
    const start = ((y + crop.y) * resized.width + crop.x) * 3;
    data.set(picture.data.subarray(start, start + columns * 3), y * width * 3);
  }
  return { width, height, data };
}
