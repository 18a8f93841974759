import sharp from "sharp";
import type { RgbImage } from "#core/frame/sharpness.ts";
import { sharpness } from "#core/frame/sharpness.ts";
import { messageOf } from "#server/errors.ts";
import { readPhoto, readPhotoBytes } from "#server/frame/read-photo.ts";
import type { WalkFrame } from "#server/scene/get-scene-walk.ts";
import { hashOf, putBlob } from "#server/storage.ts";

const thumbnailWidth = 320;
/** One pass over the picture, for a few percent more bytes. */
const thumbnailEncoding = { quality: 72, optimiseCoding: false };

/** One thing to do with one photo of a scan: measure it, with or without storing a small picture of it, or store the photo itself. */
export type PhotoWork = {
  readonly kind: "measure" | "measure-and-show" | "keep";
  readonly rootPath: string;
  readonly frame: Pick<WalkFrame, "id" | "image" | "intrinsics">;
};

/** What came of it. `imageHash` is that of the bytes to keep. */
export type PhotoResult =
  | {
      readonly imageHash: string;
      readonly sharpness: number;
      readonly maskedShare: number;
      readonly thumbnailHash: string | null;
    }
  | { readonly imageHash: string }
  | { readonly unreadable: string };

/** Does it. A photo that cannot be used is an answer. */
export async function doPhotoWork({ kind, rootPath, frame }: PhotoWork): Promise<PhotoResult> {
  const { image, intrinsics } = frame;
  const unreadable = (error: unknown) => ({
    unreadable: `the photo cannot be used: ${messageOf(error)}`,
  });
  if (kind === "keep") {
    const bytes = await readPhotoBytes(rootPath, image, intrinsics).catch(unreadable);
    return "unreadable" in bytes ? bytes : { imageHash: await putBlob(bytes) };
  }
  const { width, height } = intrinsics;
  const photo = await readPhoto(rootPath, image, intrinsics)
    .then((read) => ({ ...read, score: sharpness({ width, height, rgb: read.rgb }) }))
    .catch(unreadable);
  if ("unreadable" in photo) return photo;
  const { encoded, rgb, maskedShare, score } = photo;
  const thumbnail = kind === "measure-and-show" ? await thumbnailOf({ width, height, rgb }) : null;
  giveBack(rgb);
  return {
    sharpness: score,
    maskedShare,
    imageHash: hashOf(encoded),
    thumbnailHash: thumbnail && (await putBlob(thumbnail)),
  };
}

/**
 * Frees pixels that nobody looks at any more. Left to the collector, which is in no hurry, they pile up by the
 * dozen, and each photo is decoded into pages that the system has to find and clear first: half of its time.
 */
function giveBack({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

function thumbnailOf({ width, height, rgb }: RgbImage): Promise<Buffer> {
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .resize({ width: thumbnailWidth, withoutEnlargement: true })
    .jpeg(thumbnailEncoding)
    .toBuffer();
}
