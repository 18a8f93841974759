import sharp from "sharp";
import type { FrameImage } from "#core/frame/frame-image.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import { AppError } from "../errors.ts";
import { readSceneFile } from "../scene/read-scene-file.ts";

/** The photo of a frame. */
export type Photo = {
  /** The bytes to keep. */
  encoded: Buffer;
  /** Its pixels, three bytes each, row by row. */
  rgb: Uint8Array;
  /** Share of the pixels that are anonymised, 0 to 1. */
  maskedShare: number;
};

/** The photo of a frame, as its description says, in the size of its intrinsics. */
export async function readPhoto(
  rootPath: string,
  { picture }: FrameImage,
  { width, height }: Intrinsics,
): Promise<Photo> {
  const encoded = await readSceneFile(rootPath, picture.path);
  const { data, info } = await sharp(encoded, { failOn: "warning" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.width !== width || info.height !== height)
    throw new AppError(
      "PRECONDITION",
      `it is ${info.width}x${info.height} now and was ${width}x${height} at import: import the scan again`,
    );
  return { encoded, rgb: data, maskedShare: 0 };
}
