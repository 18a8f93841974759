import type { ImageRect } from "#core/geometry/projection.ts";
import type { ImageSize } from "./frame-896.ts";
import { gsiBoxToImage } from "./gsi-box.ts";
import type { DetectionPair, GsiEdit } from "./gsi-edit.ts";
import { originRect } from "./gsi-edit.ts";
import { sameNumbers, sameRectThreshold } from "./same-numbers.ts";

/**
 * The rectangles (896-frame pixels) that an edit may change: where the target was detected, and the LAST
 * detection on the edited picture that is not the unedited target (whichever object that is).
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval.py: eval_locality.
 */
export function editableRects(edit: GsiEdit, { before, after }: DetectionPair): ImageRect[] {
  const { original_bbox_3d: box, rotation_matrix, camera_intrinsics } = edit;
  const rect = gsiBoxToImage(box, rotation_matrix, camera_intrinsics);
  const changed = after.findLast(
    (one) => !sameNumbers(one.bbox_3d, box) && !sameNumbers(one.bbox_2d, rect, sameRectThreshold),
  );
  return [originRect(edit, before), changed?.bbox_2d].filter((one) => one != null);
}

/**
 * Which pixels are compared, row by row: 1 outside every rectangle, 0 inside. Corners are cut to whole
 * pixels, left and top inclusive, right and bottom exclusive. As published, a right or bottom edge at -1
 * or less counts from the far side of the frame, so a rectangle left of the frame excludes most of it.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/img_utils.py: update_mask_2d.
 */
export function localityMask(size: ImageSize, rects: readonly ImageRect[]): Uint8Array {
  const { width, height } = size;
  const mask = new Uint8Array(width * height).fill(1);
  for (const [x1, y1, x2, y2] of rects) {
    const [left, right] = [firstPixel(x1), endPixel(x2, width)];
    const [top, bottom] = [firstPixel(y1), endPixel(y2, height)];
    if (left >= right) continue;
    for (let y = top; y < bottom; y++) mask.fill(0, y * width + left, y * width + right);
  }
  return mask;
}

function firstPixel(edge: number): number {
  return edge > 0 ? Math.trunc(edge) : 0;
}

function endPixel(edge: number, side: number): number {
  const end = edge < side ? Math.trunc(edge) : side;
  return end < 0 ? Math.max(0, side + end) : end;
}
