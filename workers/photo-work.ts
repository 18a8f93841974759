import sharp from "sharp";
import { grayFromRgb, sharpness } from "#core/frame/sharpness.ts";
import { messageOf } from "#server/errors.ts";
import { readPhoto } from "#server/frame/read-photo.ts";
import { putBlob } from "#server/storage.ts";
import type { WalkFrame } from "#server/scene/get-scene-walk.ts";

const thumbnailWidth = 320;
const thumbnailQuality = 72;

/** One thing to do with one photo of a scan. */
export type PhotoWork = {
  readonly kind: "measure" | "keep";
  readonly rootPath: string;
  readonly frame: Pick<WalkFrame, "id" | "image" | "intrinsics">;
};

/** What came of it. */
export type PhotoResult =
  | { readonly sharpness: number; readonly maskedShare: number; readonly thumbnailHash: string }
  | { readonly imageHash: string }
  | { readonly unreadable: string };

/** Measures a photo and stores a small picture of it, or stores the photo itself. A photo that cannot be read is an answer. */
export async function doPhotoWork({ kind, rootPath, frame }: PhotoWork): Promise<PhotoResult> {
  const { image, intrinsics } = frame;
  const { width, height } = intrinsics;
  const photo = await readPhoto(rootPath, image, intrinsics).catch((error: unknown) => ({
    unreadable: `the photo cannot be used: ${messageOf(error)}`,
  }));
  if ("unreadable" in photo) return photo;
  if (kind === "keep") return { imageHash: await putBlob(photo.encoded) };
  const thumbnail = sharp(photo.rgb, { raw: { width, height, channels: 3 } })
    .resize({ width: thumbnailWidth, withoutEnlargement: true })
    .jpeg({ quality: thumbnailQuality })
    .toBuffer();
  const score = sharpness(grayFromRgb(width, height, photo.rgb));
  return {
    sharpness: score,
    maskedShare: photo.maskedShare,
    thumbnailHash: await putBlob(await thumbnail),
  };
}
