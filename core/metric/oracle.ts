import type { Intrinsics } from "#core/geometry/camera.ts";
import { matrixFromIntrinsics } from "#core/geometry/camera.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import { wrapRadians } from "#core/geometry/angle.ts";
import type { GsiBox } from "./gsi-box.ts";
import { gsiBoxToImage } from "./gsi-box.ts";
import type { EditScore, GsiDetection } from "./gsi-edit.ts";
import { yawFromMatrix } from "./gsi-rotation.ts";
import { scoreMove } from "./score-move.ts";
import { scoreRemove } from "./score-remove.ts";
import { scoreRotate } from "./score-rotate.ts";
import { scoreScale } from "./score-scale.ts";

/** An edit to be tried on the published scorers, in the camera frame (metres, radians; matrices local to camera). */
export type OracleEdit = {
  /** Detections on the source picture; those with another label than the target's play no part. */
  readonly originDetections: readonly GsiDetection[];
  /** Which of `originDetections` is the target. */
  readonly targetIndex: number;
  /** The target's box and rotation as the release will state them. */
  readonly originalBox: GsiBox;
  readonly rotation: Matrix3;
  /** The camera in the pixels of the detections' rectangles: the 896 frame. */
  readonly intrinsics896: Intrinsics;
} & (
  | { readonly operation: "move" | "scale"; readonly newBox: GsiBox }
  | { readonly operation: "rotate"; readonly newRotation: Matrix3 }
  | { readonly operation: "remove" }
);

/**
 * What the published evaluator would give a PERFECT edit: the ground truth was drawn, the detector found
 * it exactly and the rest of the picture did not change. Less than full marks means that no model can
 * score on this sample: the move is shorter than 0.316 m, the turn keeps the rectangle (half turns,
 * square footprints), the target is not found again or another object of its label is in the way.
 *
 * The perfect detection has the new box (for a turn: the original one with its yaw turned along) and the
 * projection of it as rectangle. The detector is prompted with the target's label, so only detections
 * with that label exist for the scorers.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval.py: eval_move, eval_rotate, eval_resize, eval_remove.
 */
export function oracleScore(asked: OracleEdit): EditScore {
  const k = matrixFromIntrinsics(asked.intrinsics896);
  const target = asked.originDetections[asked.targetIndex];
  if (!target) throw new RangeError(`no detection at target index ${asked.targetIndex}`);
  const before = asked.originDetections.filter((one) => one.label === target.label);
  const afterWith = (...found: GsiDetection[]) =>
    before.flatMap((one) => (one === target ? found : one));
  const edit = {
    original_bbox_3d: asked.originalBox,
    rotation_matrix: asked.rotation,
    camera_intrinsics: k,
  };
  switch (asked.operation) {
    case "move": {
      const { newBox, rotation } = asked;
      const after = afterWith(idealDetection(target.label, newBox, rotation, k));
      return scoreMove({ ...edit, new_bbox_3d: newBox }, { before, after });
    }
    case "scale": {
      const { newBox, rotation } = asked;
      const after = afterWith(idealDetection(target.label, newBox, rotation, k));
      return scoreScale({ ...edit, new_bbox_3d: newBox }, { before, after });
    }
    case "rotate": {
      const { newRotation } = asked;
      const turned = turnedBox(asked.originalBox, asked.rotation, newRotation);
      const after = afterWith(idealDetection(target.label, turned, newRotation, k));
      return scoreRotate({ ...edit, new_rotation_matrix: newRotation }, { before, after });
    }
    case "remove":
      return scoreRemove(edit, { before, after: afterWith() });
  }
}

/** What a detector without error reports for a box: the box, its rotation and the rectangle of its projection (pixels of `k`). */
export function idealDetection(
  label: string | undefined,
  box: GsiBox,
  rotation: Matrix3,
  k: Matrix3,
): GsiDetection {
  const rect = gsiBoxToImage(box, rotation, k);
  return {
    ...(label === undefined ? {} : { label }),
    bbox_3d: box,
    bbox_2d: rect,
    rotation_matrix: rotation,
  };
}

function turnedBox(box: GsiBox, from: Matrix3, to: Matrix3): GsiBox {
  const [x, y, z, w, h, l, yaw] = box;
  return [x, y, z, w, h, l, wrapRadians(yaw + yawFromMatrix(to) - yawFromMatrix(from))];
}
