import sharp from "sharp";
import type { FrameImage } from "#core/frame/frame-image.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import { AppError } from "../errors.ts";
import { readSceneFile } from "../scene/read-scene-file.ts";

/** The photo of a frame: the bytes to keep, and its pixels, three bytes each, row by row. */
export type Photo = { encoded: Buffer; rgb: Uint8Array };

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
  return { encoded, rgb: data };
}
