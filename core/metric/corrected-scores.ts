import { boxIou } from "#core/geometry/box-overlap.ts";
import { angleBetween, quaternionFromMatrix } from "#core/geometry/quaternion.ts";
import type { Locality } from "./edit-gate.ts";
import { centerDistance } from "./gsi-box.ts";
import type { DetectionPair, EditScore, GsiEdit, NewBoxEdit, NewRotationEdit } from "./gsi-edit.ts";
import { noScore } from "./gsi-edit.ts";
import { boxOf, matchDetections } from "./match-detections.ts";
import { sameNumbers, sameRectThreshold } from "./same-numbers.ts";
import type { DetectedEdit, EditGates } from "./score-edit.ts";

/** What each object that vanished or appeared besides takes off. */
const sideEffectCost = 0.3;
/** From this share of what was asked on, an edit complies. */
const compliantFrom = 0.5;
const stillThereIou = 0.1;
const maxCenterShiftMeters = 0.5;

/**
 * The corrected counterpart of `scoreEdit`: what an edited picture earns by its detections. Direction and
 * sense count, boxes are compared with their full rotation, short moves and half turns can score, what
 * vanished or appeared besides costs alike in every operation, and accuracy is only for pictures that
 * comply. Each difference from the published scores is listed in docs/metrics.md.
 */
export function scoreEditCorrected(
  detected: DetectedEdit,
  detections: DetectionPair,
  gates: EditGates,
): EditScore {
  if (!gates.locality) return noScore;
  switch (detected.operation) {
    case "move":
      return scoreMove(detected.edit, detections);
    case "scale":
      return scoreScale(detected.edit, detections);
    case "rotate":
      return gates.viewpoint ? scoreRotate(detected.edit, detections) : noScore;
    case "remove":
      return scoreRemove(detected.edit, detections);
  }
}

/** The corrected score of a change of view: as published, but it complies or not, and without compliance has no accuracy. */
export function scoreViewCorrected({ ssim, lpips }: Locality): EditScore {
  const likeness = Math.min(1, Math.max(0, 0.5 * ssim + 0.5 * (1 - lpips)));
  return likeness >= compliantFrom ? { compliance: 1, accuracy: likeness } : noScore;
}

/** 0.7 for how much of the asked way, in the asked direction, was gone, and 0.3 for the overlap with the asked box. */
function scoreMove(edit: NewBoxEdit, detections: DetectionPair): EditScore {
  const asked = edit.new_bbox_3d;
  const matched = matchDetections(edit, detections, asked);
  const found = matched?.candidates[0];
  if (!matched || !found) return noScore;
  const askedMeters = centerDistance(edit.original_bbox_3d, asked);
  const share = shareOfAsked(centerDistance(found.bbox_3d, asked), askedMeters);
  const overlap = boxIou(
    boxOf(asked, edit.rotation_matrix),
    boxOf(found.bbox_3d, found.rotation_matrix),
  );
  const sideEffects = matched.lost + matched.candidates.length - 1;
  return complying(share, 0.7 * share + 0.3 * overlap, sideEffects);
}

/** How much of the asked turn was done: the angle that is left to the asked rotation against the asked angle. */
function scoreRotate(edit: NewRotationEdit, detections: DetectionPair): EditScore {
  const matched = matchDetections(edit, detections);
  const found = matched?.candidates[0];
  if (!matched || !found) return noScore;
  if (centerDistance(found.bbox_3d, edit.original_bbox_3d) >= maxCenterShiftMeters) return noScore;
  const asked = quaternionFromMatrix(edit.new_rotation_matrix);
  const leftOver = angleBetween(quaternionFromMatrix(found.rotation_matrix), asked);
  const askedRadians = angleBetween(quaternionFromMatrix(edit.rotation_matrix), asked);
  const share = shareOfAsked(leftOver, askedRadians);
  return complying(share, share, matched.lost + matched.candidates.length - 1);
}

/** 1 when nothing is left where the target was, less what vanished or appeared besides. */
function scoreRemove(edit: GsiEdit, detections: DetectionPair): EditScore {
  const matched = matchDetections(edit, detections);
  if (!matched) return noScore;
  const original = boxOf(edit.original_bbox_3d, edit.rotation_matrix);
  const stillThere = matched.candidates.some(
    (one) =>
      boxIou(original, boxOf(one.bbox_3d, one.rotation_matrix)) > stillThereIou ||
      sameNumbers(matched.origin.bbox_2d, one.bbox_2d, sameRectThreshold),
  );
  return stillThere ? noScore : complying(1, 1, matched.lost + matched.candidates.length);
}

/** How much of the asked growth or shrinking was done, by the logarithm of the volume's cube root. */
function scoreScale(edit: NewBoxEdit, detections: DetectionPair): EditScore {
  const matched = matchDetections(edit, detections, edit.new_bbox_3d);
  const found = matched?.candidates[0];
  if (!matched || !found) return noScore;
  const sizeOf = ([, , , w, h, l]: NewBoxEdit["new_bbox_3d"]) => Math.cbrt(w * h * l);
  const asked = Math.log(sizeOf(edit.new_bbox_3d) / sizeOf(edit.original_bbox_3d));
  const done = Math.log(sizeOf(found.bbox_3d) / sizeOf(matched.origin.bbox_3d));
  const share = shareOfAsked(Math.abs(asked - done), Math.abs(asked));
  return complying(share, share, matched.lost + matched.candidates.length - 1);
}

/** 1 when nothing is left to be done, 0 when as much is left as was asked, or more. */
function shareOfAsked(leftOver: number, asked: number): number {
  return asked > 0 ? Math.max(0, 1 - leftOver / asked) : 0;
}

function complying(share: number, accuracy: number, sideEffects: number): EditScore {
  const kept = accuracy * Math.max(0, 1 - sideEffectCost * sideEffects);
  return share >= compliantFrom && kept > 0 ? { compliance: 1, accuracy: kept } : noScore;
}
