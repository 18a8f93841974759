import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { applyOperation } from "#core/operation/apply-operation.ts";
import { operationFromBoxes } from "#core/operation/operation-from-boxes.ts";
import type { Operation } from "#core/operation/operation.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { DragKeys } from "#components/viewer/photo-grip.tsx";

/** Which of its two boxes an edit is changed by: where the object is, or where it goes. */
export type BoxSubject = "source" | "target";

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

/** The edit with another source box; the same operation takes it to another target box. */
export function withSourceBox(scene: FrameScene, edit: Edit, sourceBox: BoxInCamera): Edit {
  return { ...edit, sourceBox, targetBox: applyOperation(scene, sourceBox, edit.operation) };
}

/** The box that can be changed; null where there is none: after a removal, and where the camera moves instead. */
export function boxOf(edit: Edit, subject: BoxSubject): BoxInCamera | null {
  if (subject === "source") return edit.sourceBox;
  return edit.operation.kind === "view" ? null : edit.targetBox;
}

/** The edit with another box of either kind. */
export function withBox(
  scene: FrameScene,
  edit: Edit,
  subject: BoxSubject,
  box: BoxInCamera,
): Edit {
  return subject === "source" ? withSourceBox(scene, edit, box) : withTargetBox(scene, edit, box);
}

/**
 * The edit after its box was dragged there. A target box goes where the operation can say it is, so that
 * words and box stay one: with Ctrl in steps of 5 cm, 15° or a tenth; with Alt it goes anywhere.
 */
export function withDraggedBox(
  scene: FrameScene,
  edit: Edit,
  subject: BoxSubject,
  box: BoxInCamera,
  keys: DragKeys,
): Edit {
  const free = withBox(scene, edit, subject, box);
  if (subject === "source" || keys.alt) return free;
  return withOperation(scene, free, keys.snap ? snapped(free.operation) : free.operation);
}

/** The operation with its amount in round steps. */
export function snapped(operation: Operation): Operation {
  switch (operation.kind) {
    case "move":
      return { ...operation, distanceMeters: stepped(operation.distanceMeters, 20, 1) };
    case "rotate":
      return { ...operation, angleDegrees: stepped(operation.angleDegrees, 1 / 15, 1) };
    case "scale":
      return { ...operation, factor: stepped(operation.factor, 10, 1) };
    case "place":
      return operation.gapMeters === undefined
        ? operation
        : { ...operation, gapMeters: stepped(operation.gapMeters, 20, 0) };
    case "place-on-receptacle":
    case "remove":
    case "view":
      return operation;
  }
}

function stepped(value: number, perUnit: number, stepsMin: number): number {
  return Math.max(stepsMin, Math.round(value * perUnit)) / perUnit;
}
