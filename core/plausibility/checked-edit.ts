import type { ParsedInstruction } from "#core/instruction/parse-instruction.ts";
import { english } from "#core/instruction/english.ts";
import { nameableLabels } from "#core/instruction/instruction-agreement.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { ObjectFacts, Placement, SceneFacts, SceneView } from "#core/scene/scene-facts.ts";
import type { Rest } from "#core/scene/rest.ts";
import { objectRests, restOf } from "#core/scene/rest.ts";
import { applyToScene } from "#core/operation/apply-to-scene.ts";
import { placementOf, sceneFacts } from "#core/scene/scene-facts.ts";

/** One edit of one photo with what several checks ask about it, worked out once. */
export type CheckedEdit = {
  readonly facts: SceneFacts;
  readonly edit: Edit;
  /** The edited object as the photo has it; null when the photo has none with that id. */
  readonly target: ObjectFacts | null;
  readonly before: Placement;
  /** As the camera has it after the edit; null when the object is removed. */
  readonly after: Placement | null;
  /** How the object stands after the edit, within the tolerances that fit annotated boxes; null when it is removed. */
  readonly restAfter: Rest | null;
  /** What the instruction says; null while there is none. */
  readonly words: ParsedInstruction | null;
};

/** Looks at an edit once, for all checks. */
export function checkedEdit(scene: FrameScene, edit: Edit): CheckedEdit {
  const facts = sceneFacts(scene);
  const target = facts.byId.get(edit.targetId) ?? null;
  const isWhereItWas = target?.object.box === edit.sourceBox;
  const after = edit.targetBox && placementOf(viewAfter(facts, edit), edit.targetBox);
  let rest: Rest | null = null;
  return {
    facts,
    edit,
    target,
    before: isWhereItWas ? target : placementOf(facts, edit.sourceBox),
    after,
    // Worked out when it is first asked for: many candidates fail before.
    get restAfter() {
      const seats = objectRests(facts).get(edit.targetId)?.seats;
      rest ??= after && restOf(facts, after, edit.targetId, seats);
      return rest;
    },
    words:
      (edit.instruction && english.read(edit.instruction, nameableLabels(scene, edit))) || null,
  };
}

function viewAfter(facts: SceneFacts, { targetId, operation }: Edit): SceneView {
  if (operation.kind !== "view") return facts;
  return sceneFacts(applyToScene({ ...facts.scene, objects: [] }, targetId, operation));
}
