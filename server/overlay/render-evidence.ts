import type { OutputInfo } from "sharp";
import sharp from "sharp";
import type { Intrinsics } from "#core/geometry/camera.ts";
import { resizeIntrinsics } from "#core/geometry/camera.ts";
import type { EvidenceKind } from "#core/gate/gate-prompt-facts.ts";
import type { ImageRect } from "#core/geometry/projection.ts";
import { boxRectInImage, clipToImage, rectArea } from "#core/geometry/projection.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { rememberLatest } from "../remember-latest.ts";
import { putBlob, readBlob } from "../storage.ts";
import { afterOverlay, beforeOverlay } from "./overlay-svg.ts";

/** How a gate's pictures are drawn. */
export type EvidenceOptions = {
  /** Longest side of each of the two photos in a picture, pixels; less where the photo has less. */
  readonly sidePixels: number;
  /** Whether the photo without anything drawn on it is shown too. */
  readonly barePhoto: boolean;
};

/** A picture that a gate looks at. */
export type EvidencePicture = {
  readonly kind: EvidenceKind;
  /** Content hash. */
  readonly hash: string;
};

const gap = 8;
/** Around what the close-up is about, in shares of its size. */
const surroundings = 0.35;
/** A close-up of less than this shows pixels, not a thing; pixels of the photo. */
const closeUpSideMin = 160;
/** More shows nothing new, and costs tokens. */
const enlargementMax = 2;
/** A larger part of the photo is as good as the whole. */
const closeUpShareMax = 0.8;

/**
 * Draws what a gate is shown of an edit: the whole photo before and after, side by side, and the same of
 * the part where something changes. Stored; JPEG, the same bytes for the same edit.
 */
export async function renderEvidence(
  imageHash: string,
  scene: FrameScene,
  edit: Edit,
  { sidePixels, barePhoto }: EvidenceOptions,
): Promise<EvidencePicture[]> {
  const photo = await decodedPhoto(imageHash);
  const k = scene.intrinsics;
  const whole: ImageRect = [0, 0, k.width, k.height];
  const side = Math.min(sidePixels, Math.max(k.width, k.height));
  const part = changedPart(k, edit);
  return [
    { kind: "whole", hash: await drawPair(photo, k, whole, edit, side) },
    ...(part
      ? [{ kind: "close-up" as const, hash: await drawPair(photo, k, part, edit, sidePixels) }]
      : []),
    ...(barePhoto ? [{ kind: "photo" as const, hash: await drawBare(photo, sidePixels) }] : []),
  ];
}

type DecodedPhoto = { readonly data: Buffer; readonly info: OutputInfo };

/** Candidates of one photo come one after the other. */
const decodedLast = rememberLatest<DecodedPhoto>(4);

function decodedPhoto(imageHash: string): Promise<DecodedPhoto> {
  return decodedLast(imageHash, async () =>
    sharp(await readBlob(imageHash))
      .removeAlpha()
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
}

async function drawPair(
  photo: DecodedPhoto,
  k: Intrinsics,
  part: ImageRect,
  edit: Edit,
  sidePixels: number,
): Promise<string> {
  const camera = cameraOfPart(k, part, sidePixels);
  const { width, height } = camera;
  const [left, top, right, bottom] = part;
  const shown = await sharp(photo.data, { raw: photo.info })
    .extract({ left, top, width: right - left, height: bottom - top })
    .resize(width, height, { fit: "fill" })
    .raw()
    .toBuffer();
  const boxes = { source: edit.sourceBox, target: edit.targetBox, label: edit.label };
  const views = [beforeOverlay(camera, boxes), afterOverlay(camera, boxes)];
  const pair = { width: 2 * width + gap, height, channels: 3 as const };
  const pixels = Buffer.alloc(pair.width * height * 3, 255);
  for (const [index, svg] of views.entries()) {
    const overlay = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
    drawOver(pixels, pair.width, index * (width + gap), shown, overlay, width);
  }
  const jpeg = await sharp(pixels, { raw: pair })
    .jpeg({ quality: 90, chromaSubsampling: "4:4:4" })
    .toBuffer();
  return putBlob(jpeg);
}

/** Puts a photo (RGB) with an overlay (RGBA) on it into a wider picture (RGB). Several times as quick as compositing in sharp, which works in floating point on whole pictures. */
function drawOver(
  picture: Buffer,
  pictureWidth: number,
  left: number,
  photo: Buffer,
  overlay: Buffer,
  width: number,
): void {
  for (let pixel = 0; pixel < photo.length / 3; pixel++) {
    const y = Math.floor(pixel / width);
    const to = 3 * (y * pictureWidth + left + pixel - y * width);
    const alpha = overlay[4 * pixel + 3]!;
    for (let channel = 0; channel < 3; channel++) {
      const under = photo[3 * pixel + channel]!;
      const over = overlay[4 * pixel + channel]!;
      picture[to + channel] = under + Math.round(((over - under) * alpha) / 255);
    }
  }
}

async function drawBare(photo: DecodedPhoto, sidePixels: number): Promise<string> {
  const jpeg = await sharp(photo.data, { raw: photo.info })
    .resize({ width: sidePixels, height: sidePixels, fit: "inside", withoutEnlargement: true })
    .jpeg({ quality: 90, chromaSubsampling: "4:4:4" })
    .toBuffer();
  return putBlob(jpeg);
}

/** The camera that sees a part of a photo as a picture of its own. */
function cameraOfPart(
  { fx, fy, cx, cy }: Intrinsics,
  [left, top, right, bottom]: ImageRect,
  sidePixels: number,
): Intrinsics {
  const [width, height] = [right - left, bottom - top];
  const scale = Math.min(enlargementMax, sidePixels / Math.max(width, height));
  return resizeIntrinsics(
    { fx, fy, cx: cx - left, cy: cy - top, width, height },
    Math.round(width * scale),
    Math.round(height * scale),
  );
}

/** Where in the photo the object is and goes to, with its surroundings, in whole pixels; null where that is most of it or nothing. */
function changedPart(k: Intrinsics, { sourceBox, targetBox }: Edit): ImageRect | null {
  const rects = [sourceBox, targetBox].flatMap((box) => {
    const rect = box && boxRectInImage(k, box);
    return rect ? [rect] : [];
  });
  if (rects.length === 0) return null;
  const [left, top, right, bottom] = [
    Math.min(...rects.map(([x]) => x)),
    Math.min(...rects.map(([, y]) => y)),
    Math.max(...rects.map(([, , x]) => x)),
    Math.max(...rects.map(([, , , y]) => y)),
  ];
  const side = Math.max(right - left, bottom - top);
  const margin = side * surroundings + Math.max(0, closeUpSideMin - side) / 2;
  const part = clipToImage(
    [
      Math.floor(left - margin),
      Math.floor(top - margin),
      Math.ceil(right + margin),
      Math.ceil(bottom + margin),
    ],
    k,
  );
  if (!part) return null;
  return rectArea(part) > closeUpShareMax * k.width * k.height ? null : part;
}
