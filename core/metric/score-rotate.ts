import { epsilon, findChanged } from "./changed-detection.ts";
import { gsiBoxToImage } from "./gsi-box.ts";
import type { DetectionPair, EditScore, NewRotationEdit } from "./gsi-edit.ts";
import { noScore, originRect } from "./gsi-edit.ts";
import { rotationDistance } from "./gsi-rotation.ts";
import { sameNumbers } from "./same-numbers.ts";

const sameBoxThreshold = 0.001;
const sameMatrixThreshold = 0.0001;
const maxCenterShiftMeters = 0.5;

/**
 * Scores a rotation: half for the right SIZE of the turn, half for how near the found rotation is to the
 * asked one. Compliant when a changed detection exists whose matrix differs from the original. A turn that
 * leaves the image rectangle within 10 px (a half turn always) never scores. The locality and viewpoint
 * gates are the caller's.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval.py: eval_rotate.
 */
export function scoreRotate(edit: NewRotationEdit, detections: DetectionPair): EditScore {
  const { original_bbox_3d: box, rotation_matrix: original, new_rotation_matrix: asked } = edit;
  const from = originRect(edit, detections.before);
  if (!from) return noScore;
  const changed = findChanged(detections, {
    from,
    to: gsiBoxToImage(box, asked, edit.camera_intrinsics),
    box,
    sameBoxThreshold,
  });
  if (!changed) return noScore;
  const found = changed.detection.rotation_matrix;
  const turned = !sameNumbers(original.flat(), found.flat(), sameMatrixThreshold);
  return {
    compliance: turned ? 1 : 0,
    accuracy:
      changed.distanceMeters < maxCenterShiftMeters
        ? rotationAccuracy(
            rotationDistance(original, asked),
            rotationDistance(original, found),
            rotationDistance(asked, found),
          )
        : 0,
  };
}

function rotationAccuracy(
  askedRadians: number,
  foundRadians: number,
  errorRadians: number,
): number {
  const share = foundRadians / (askedRadians + epsilon);
  return 0.5 * Math.exp(-(Math.log(share + epsilon) ** 2)) + 0.5 * Math.exp(-errorRadians);
}
