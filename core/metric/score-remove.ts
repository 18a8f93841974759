import { iou3d } from "./box-iou.ts";
import type { DetectionPair, EditScore, GsiEdit } from "./gsi-edit.ts";
import { noScore, originRect } from "./gsi-edit.ts";
import { sameNumbers, sameRectThreshold } from "./same-numbers.ts";

const stillThereIou = 0.1;
/**
 * Scores a removal: nothing may be detected where the target was; then 1, less 0.3 for each further
 * object that vanished (objects that appeared cost nothing). Compliant from 0.5. The locality gate is the
 * caller's.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval.py: eval_remove.
 */
export function scoreRemove(edit: GsiEdit, { before, after }: DetectionPair): EditScore {
  const from = originRect(edit, before);
  if (!from) return noScore;
  const stillThere = after.some(
    (one) =>
      iou3d(edit.original_bbox_3d, one.bbox_3d) > stillThereIou ||
      sameNumbers(from, one.bbox_2d, sameRectThreshold),
  );
  if (stillThere) return noScore;
  const alsoGone = before.length - after.length - 1;
  const accuracy = Math.min(1, Math.max(0, 1 - 0.3 * alsoGone));
  return { compliance: accuracy >= 0.5 ? 1 : 0, accuracy };
}
