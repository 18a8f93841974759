import sharp from "sharp";
import { resizeIntrinsics } from "#core/geometry/camera.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { Edit } from "#core/sample/revision.ts";
import { putBlob, readBlob } from "../storage.ts";
import { afterOverlay, beforeOverlay } from "./overlay-svg.ts";

/** Longest side of an overlay picture in pixels. */
const sideMax = 640;

/** The photo of a frame at overlay size, decoded once for all its samples. */
export type OverlayPhoto = {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
};

/** Reads and shrinks a photo for drawing on. */
export async function loadOverlayPhoto(imageHash: string): Promise<OverlayPhoto> {
  const { data, info } = await sharp(await readBlob(imageHash))
    .resize({ width: sideMax, height: sideMax, fit: "inside", withoutEnlargement: true })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Draws the before and after pictures of an edit, stores both and returns their hashes. */
export async function renderOverlayPair(
  photo: OverlayPhoto,
  scene: Pick<FrameScene, "intrinsics">,
  edit: Pick<Edit, "sourceBox" | "targetBox" | "label">,
): Promise<{ beforeHash: string; afterHash: string }> {
  const boxes = { source: edit.sourceBox, target: edit.targetBox, label: edit.label };
  const k = resizeIntrinsics(scene.intrinsics, photo.width, photo.height);
  const [beforeHash, afterHash] = await Promise.all([
    draw(photo, beforeOverlay(k, boxes)),
    draw(photo, afterOverlay(k, boxes)),
  ]);
  return { beforeHash, afterHash };
}

async function draw(photo: OverlayPhoto, overlay: string): Promise<string> {
  const png = await sharp(photo.data, {
    raw: { width: photo.width, height: photo.height, channels: 3 },
  })
    .composite([{ input: Buffer.from(overlay) }])
    .png({ compressionLevel: 6, adaptiveFiltering: true })
    .toBuffer();
  return putBlob(png);
}
