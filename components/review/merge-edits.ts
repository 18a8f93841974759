import * as z from "zod";
import { canonicalJson } from "#core/canonical-json.ts";
import { applyOperation } from "#core/operation/apply-operation.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";

/** What of an edit can be taken from one side or the other. The target box goes with the operation: they say the same. */
export const EditPart = z.enum(["object", "change", "words"]);
export type EditPart = z.infer<typeof EditPart>;

export type Side = "mine" | "theirs";

function partOf(edit: Edit, part: EditPart): unknown {
  switch (part) {
    case "object":
      return [edit.targetId, edit.label, edit.sourceBox];
    case "change":
      return [edit.operation, edit.targetBox];
    case "words":
      return edit.instruction;
  }
}

/** In what two edits differ. */
export function differingParts(mine: Edit, theirs: Edit): EditPart[] {
  return EditPart.options.filter(
    (part) => canonicalJson(partOf(mine, part)) !== canonicalJson(partOf(theirs, part)),
  );
}

/** One edit of parts of two. Where object and change come from different sides, the target box is computed anew. */
export function mergeEdits(
  scene: FrameScene,
  mine: Edit,
  theirs: Edit,
  choice: Readonly<Record<EditPart, Side>>,
): Edit {
  const from = { mine, theirs };
  const { targetId, label, sourceBox } = from[choice.object];
  const { operation, targetBox } = from[choice.change];
  const { instruction } = from[choice.words];
  const sameObject = canonicalJson(sourceBox) === canonicalJson(from[choice.change].sourceBox);
  return {
    targetId,
    label,
    operation,
    sourceBox,
    targetBox: sameObject ? targetBox : applyOperation(scene, sourceBox, operation),
    instruction,
  };
}
