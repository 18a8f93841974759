import { iou3d } from "./box-iou.ts";
import { epsilon, findChanged } from "./changed-detection.ts";
import { centerDistance, gsiBoxToImage } from "./gsi-box.ts";
import type { DetectionPair, EditScore, NewBoxEdit } from "./gsi-edit.ts";
import { noScore, originRect } from "./gsi-edit.ts";
import { sameBoxThreshold } from "./same-numbers.ts";

/**
 * Scores a move: 0.3 IoU of the found and the asked box + 0.7 for the right LENGTH of the shift (its
 * direction plays no part), halved when the number of detections changed. Compliant above 0.05.
 * A shift below 0.316 m never scores: the moved box counts as unchanged. The locality gate is the caller's.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval.py: eval_move.
 */
export function scoreMove(edit: NewBoxEdit, detections: DetectionPair): EditScore {
  const { original_bbox_3d: original, new_bbox_3d: asked } = edit;
  const { before, after } = detections;
  const from = originRect(edit, before);
  if (!from || after.length === 0) return noScore;
  const found = findChanged(detections, {
    from,
    to: gsiBoxToImage(asked, edit.rotation_matrix, edit.camera_intrinsics),
    box: asked,
    sameBoxThreshold,
  })?.detection.bbox_3d;
  const overlap = found ? iou3d(asked, found) : 0;
  const way = found ? centerDistance(original, found) : 0;
  const wayShare = way / (centerDistance(original, asked) + epsilon);
  const length = Math.exp(-(Math.log(Math.sqrt(wayShare) + epsilon) ** 2));
  const sameCount = after.length === before.length;
  const accuracy = (0.3 * overlap + 0.7 * length) * (sameCount ? 1 : 0.5);
  return { compliance: accuracy > 0.05 ? 1 : 0, accuracy };
}
