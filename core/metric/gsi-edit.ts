import type { ImageRect } from "#core/geometry/projection.ts";
import type { Matrix3 } from "#core/geometry/quaternion.ts";
import type { GsiBox } from "./gsi-box.ts";
import { sameNumbers } from "./same-numbers.ts";

/**
 * What the scorers read of one detection, under its published names: the box and its rotation in the
 * camera frame (metres, radians, local to camera), the rectangle in 896-frame pixels.
 *
 * Source: GSI-Bench 8f2641b, evaluation/models/model.py.
 */
export type GsiDetection = {
  readonly label?: string;
  readonly bbox_3d: GsiBox;
  readonly bbox_2d: ImageRect;
  readonly rotation_matrix: Matrix3;
};

/**
 * What every scorer reads of a published edit, under its published names: the target before the edit and
 * the camera matrix in the pixels of the detections' rectangles.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/README.en.md: Edit JSON format.
 */
export type GsiEdit = {
  readonly original_bbox_3d: GsiBox;
  readonly rotation_matrix: Matrix3;
  readonly camera_intrinsics: Matrix3;
};

/** An edit that gives the target a new box: move and scale. */
export type NewBoxEdit = GsiEdit & { readonly new_bbox_3d: GsiBox };

/** An edit that gives the target a new rotation: rotate. */
export type NewRotationEdit = GsiEdit & { readonly new_rotation_matrix: Matrix3 };

/** Detections with the target's label on the source picture (`before`) and on the edited one (`after`). */
export type DetectionPair = {
  readonly before: readonly GsiDetection[];
  readonly after: readonly GsiDetection[];
};

/** What one edited picture earns: instruction compliance (0 or 1; fractional for view) and spatial accuracy (0 to 1). */
export type EditScore = { readonly compliance: number; readonly accuracy: number };

/** What a picture earns that cannot be scored. */
export const noScore: EditScore = { compliance: 0, accuracy: 0 };

/**
 * The detected rectangle of the target on the source picture: that of the FIRST detection whose box is
 * the same as the edit's original box. Null when the detector did not find the target again; then
 * nothing scores.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval_utils.py: get_origin_bbox_2d.
 */
export function originRect(edit: GsiEdit, before: readonly GsiDetection[]): ImageRect | null {
  return before.find((one) => sameNumbers(one.bbox_3d, edit.original_bbox_3d))?.bbox_2d ?? null;
}
