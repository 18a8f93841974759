import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { applyOperation } from "#core/operation/apply-operation.ts";
import { operationFromBoxes } from "#core/operation/operation-from-boxes.ts";
import type { Operation } from "#core/operation/operation.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";

/** The edit with another operation; the target box follows from it. */
export function withOperation(scene: FrameScene, edit: Edit, operation: Operation): Edit {
  return { ...edit, operation, targetBox: applyOperation(scene, edit.sourceBox, operation) };
}

/** The edit with another target box; the amounts of the operation follow from it. */
export function withTargetBox(scene: FrameScene, edit: Edit, targetBox: BoxInCamera): Edit {
  return {
    ...edit,
    targetBox,
    operation: operationFromBoxes(scene, edit.operation, edit.sourceBox, targetBox),
  };
}
