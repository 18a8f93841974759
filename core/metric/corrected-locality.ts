import type { ImageRect } from "#core/geometry/projection.ts";
import { resizeBilinear } from "./bilinear-resize.ts";
import type { Locality } from "./edit-gate.ts";
import type { ImageSize } from "./frame-896.ts";
import { frame896 } from "./frame-896.ts";
import { gsiBoxToImage } from "./gsi-box.ts";
import type { DetectionPair } from "./gsi-edit.ts";
import { matchDetections } from "./match-detections.ts";
import type { RgbPicture } from "./rgb-picture.ts";
import type { DetectedEdit } from "./score-edit.ts";

/**
 * The picture as the corrected locality measures see it: the part of the 896 frame that holds picture, all
 * of it and nothing else. Without padding, whose likeness says nothing, and without cutting small sources.
 */
export function contentFrame(source: RgbPicture): RgbPicture {
  const { resized, crop, content } = frame896(source);
  const picture = resizeBilinear(source, resized);
  const data = new Float32Array(content.width * content.height * 3);
  for (let y = 0; y < content.height; y++) {
    const start = ((y + crop.y) * resized.width + crop.x) * 3;
    const row = picture.data.subarray(start, start + content.width * 3);
    data.set(row, y * content.width * 3);
  }
  return { ...content, data };
}

/**
 * The rectangles (896-frame pixels) that an edit may change: where the target was detected, where a perfect
 * edit puts it, and the detection that is taken for the edited target, if any.
 */
export function editableRectsCorrected(
  detected: DetectedEdit,
  detections: DetectionPair,
): ImageRect[] {
  const { edit } = detected;
  const k = edit.camera_intrinsics;
  const newBox =
    detected.operation === "move" || detected.operation === "scale"
      ? detected.edit.new_bbox_3d
      : edit.original_bbox_3d;
  const matched = matchDetections(edit, detections, newBox);
  const origin = matched ? [matched.origin.bbox_2d] : [];
  if (detected.operation === "remove") return origin;
  const rotation =
    detected.operation === "rotate" ? detected.edit.new_rotation_matrix : edit.rotation_matrix;
  const found = matched?.candidates[0];
  return [...origin, gsiBoxToImage(newBox, rotation, k), ...(found ? [found.bbox_2d] : [])];
}

/** Which pixels are compared, row by row: 1 outside every rectangle, 0 for pixels that a rectangle touches. */
export function localityMaskCorrected(
  { width, height }: ImageSize,
  rects: readonly ImageRect[],
): Uint8Array {
  const mask = new Uint8Array(width * height).fill(1);
  for (const [x1, y1, x2, y2] of rects) {
    const [left, right] = [Math.max(0, Math.floor(x1)), Math.min(width, Math.ceil(x2))];
    const [top, bottom] = [Math.max(0, Math.floor(y1)), Math.min(height, Math.ceil(y2))];
    if (left >= right) continue;
    for (let y = top; y < bottom; y++) mask.fill(0, y * width + left, y * width + right);
  }
  return mask;
}

/** Whether the rest of the picture stayed as it was, by BOTH measures on every set; where nothing was compared it did not. */
export function passesLocalityCorrected({ ssim, lpips }: Locality): boolean {
  return ssim > 0.6 && lpips < 0.3;
}
