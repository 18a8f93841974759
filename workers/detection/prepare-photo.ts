import sharp from "sharp";
import type { ModelFrame } from "#core/detection/model-frame.ts";
import { detAny3dConstants } from "#core/detection/model-manifest.ts";
import { frameSide } from "#core/metric/frame-896.ts";
import { packPlanes } from "./pack-planes.ts";

const normalisation = { mean: detAny3dConstants.mean, deviation: detAny3dConstants.std };
/** Numbers of one photo as the encoder takes it: [3, 896, 896]. */
export const photoNumbers = 3 * frameSide * frameSide;

/**
 * A photo as the encoder takes it: brought to 896, its middle cropped, normalised, zeros at the right and
 * the bottom; [3, 896, 896], red first.
 *
 * @throws when the photo cannot be read or has another size than its camera
 */
export async function preparePhoto(
  photo: Uint8Array,
  frame: ModelFrame,
): Promise<Float32Array<ArrayBuffer>> {
  const { source, resized, crop, content } = frame;
  const image = sharp(photo);
  const { width, height } = await image.metadata();
  if (width !== source.width || height !== source.height)
    throw new Error(
      `the photo has ${width} x ${height} pixels, its camera belongs to ${source.width} x ${source.height}`,
    );
  const pixels = await image
    .resize(resized.width, resized.height, { fit: "fill", kernel: "linear" })
    .extract({ left: crop.x, top: crop.y, ...content })
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer();
  return packPlanes(pixels, content, normalisation, { width: frameSide, height: frameSide });
}
