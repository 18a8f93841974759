import * as z from "zod";
import { matrixFromIntrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { matrixFromQuaternion } from "#core/geometry/quaternion.ts";
import { Vec3 } from "#core/geometry/space.ts";
import { canonicalJson } from "#core/canonical-json.ts";
import { intrinsicsIn896 } from "#core/metric/frame-896.ts";
import { gsiBoxOf } from "#core/metric/gsi-box.ts";
import type { Operation } from "#core/operation/operation.ts";
import { referenceIdOf } from "#core/operation/operation.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { objectById } from "#core/scene/frame-scene.ts";

const Matrix = z.tuple([Vec3, Vec3, Vec3]).readonly();

const Box = z
  .tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number(), z.number()])
  .readonly();

/**
 * One edit as the published evaluator reads it. Boxes are `[x, y, z, w, h, l, yaw]` in the OpenCV camera
 * frame (metres, radians), matrices are rows and take box axes to the camera, the camera matrix is in
 * pixels of the 896 frame. Operation, ids and picture follow from the instruction and the file name.
 * Fields that the evaluator does not know are dropped.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval.py and README: Edit JSON format.
 */
export const PublishedEdit = z.object({
  /** The instruction: given to the model, and the only place where the operation is said. */
  prompt: z.string().min(1),
  /** What the detector is asked to find. */
  target: z.string().min(1),
  original_bbox_3d: Box,
  camera_intrinsics: Matrix,
  rotation_matrix: Matrix,
  /** For a move, a placement and a scale, and beside the new matrix for a rotation. */
  new_bbox_3d: Box.optional(),
  /** For a rotation. */
  new_rotation_matrix: Matrix.optional(),
  /** The object that the edit refers to, as a detection; only the published visualiser reads it. */
  reference: z.record(z.string(), z.json()).optional(),
  /** Chosen corner of the reference, camera frame, metres; only the published visualiser reads it. */
  reference_point: Vec3.optional(),
});
export type PublishedEdit = z.infer<typeof PublishedEdit>;

/** The evaluator's form of an edit of one photo. A removal and a change of view have no new box and no new matrix. */
export function publishedEdit(scene: FrameScene, edit: Edit): PublishedEdit {
  const { operation, sourceBox, targetBox } = edit;
  const published: PublishedEdit = {
    prompt: edit.instruction,
    target: edit.label,
    original_bbox_3d: gsiBoxOf(sourceBox),
    camera_intrinsics: matrixFromIntrinsics(intrinsicsIn896(scene.intrinsics)),
    rotation_matrix: rotationOf(sourceBox),
    ...referenceOf(scene, operation),
  };
  if (operation.kind === "remove" || operation.kind === "view" || !targetBox) return published;
  const moved = { ...published, new_bbox_3d: gsiBoxOf(targetBox) };
  return operation.kind === "rotate"
    ? { ...moved, new_rotation_matrix: rotationOf(targetBox) }
    : moved;
}

/** The text of an edit's file: canonical JSON and a line end, so the same edit has the same bytes. */
export function publishedEditText(edit: PublishedEdit): string {
  return `${canonicalJson(edit)}\n`;
}

function referenceOf(
  scene: FrameScene,
  operation: Operation,
): Pick<PublishedEdit, "reference"> | undefined {
  const id = referenceIdOf(operation);
  const object = id === null ? undefined : objectById(scene, id);
  if (!object) return undefined;
  const { label, box } = object;
  const rotation_matrix = rotationOf(box).map((row) => [...row]);
  return { reference: { label, bbox_3d: [...gsiBoxOf(box)], rotation_matrix } };
}

function rotationOf(box: BoxInCamera) {
  return matrixFromQuaternion(box.rotation);
}
