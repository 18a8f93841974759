import type { Vec3 } from "#core/geometry/space.ts";
import { epsilon, findChanged } from "./changed-detection.ts";
import type { GsiBox } from "./gsi-box.ts";
import { gsiBoxToImage } from "./gsi-box.ts";
import type { DetectionPair, EditScore, NewBoxEdit } from "./gsi-edit.ts";
import { noScore, originRect } from "./gsi-edit.ts";

const sameBoxThreshold = 0.001;
const minSizeChange = 0.2;

/**
 * Scores a change of size: how near the found factors along w, h, l are to the asked ones. Compliant when
 * the found factors differ from 1 by more than 0.2 (Euclidean). Without a changed detection the factors
 * count as 1, so an untouched picture keeps an accuracy of 0.6 to 0.9. The locality gate is the caller's.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval.py: eval_resize.
 */
export function scoreScale(edit: NewBoxEdit, detections: DetectionPair): EditScore {
  const { original_bbox_3d: original, new_bbox_3d: asked } = edit;
  const from = originRect(edit, detections.before);
  if (!from || detections.after.length === 0) return noScore;
  const found = findChanged(detections, {
    from,
    to: gsiBoxToImage(asked, edit.rotation_matrix, edit.camera_intrinsics),
    box: asked,
    sameBoxThreshold,
  })?.detection.bbox_3d;
  const askedFactors = sizeFactors(asked, original);
  const foundFactors: Vec3 = found ? sizeFactors(found, original) : [1, 1, 1];
  const squaredLogs = foundFactors.map(
    (factor, axis) => Math.log(factor / (askedFactors[axis]! + epsilon) + epsilon) ** 2,
  );
  const change = Math.hypot(...foundFactors.map((factor) => factor - 1));
  return {
    compliance: change > minSizeChange ? 1 : 0,
    accuracy: Math.exp(-(squaredLogs[0]! + squaredLogs[1]! + squaredLogs[2]!) / 3),
  };
}

function sizeFactors(box: GsiBox, original: GsiBox): Vec3 {
  return [
    box[3] / (original[3] + epsilon),
    box[4] / (original[4] + epsilon),
    box[5] / (original[5] + epsilon),
  ];
}
