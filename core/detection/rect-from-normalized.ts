import type { ImageRect } from "#core/geometry/projection.ts";
import type { PictureSize } from "./front-end-size.ts";

/**
 * The rectangle that a detector states as centre and size in shares of a picture, in pixels of the photo (the
 * first pixel's centre is (0, 0), so the photo reaches from -0.5), cut to the photo. `shares` belong to a
 * picture of the size `picture`, of which the photo is the upper left part or the whole. Null when nothing of
 * it lies in the photo, or a number is not finite.
 */
export function rectFromNormalized(
  [cx, cy, w, h]: readonly [cx: number, cy: number, w: number, h: number],
  picture: PictureSize,
  photo: PictureSize,
): ImageRect | null {
  const x1 = Math.max(0, (cx - w / 2) * picture.width);
  const y1 = Math.max(0, (cy - h / 2) * picture.height);
  const x2 = Math.min(photo.width, (cx + w / 2) * picture.width);
  const y2 = Math.min(photo.height, (cy + h / 2) * picture.height);
  return x1 < x2 && y1 < y2 ? [x1 - 0.5, y1 - 0.5, x2 - 0.5, y2 - 0.5] : null;
}
