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
import type { CheckOptions } from "./check-options.ts";
import type { CheckName, Finding } from "./finding.ts";

/** One edit of one photo with what several checks ask about it, worked out once. */
export class CheckedEdit {
  readonly facts: SceneFacts;
  readonly edit: Edit;
  /** The edited object as the photo has it; null when the photo has none with that id. */
  readonly target: ObjectFacts | null;
  readonly before: Placement;
  /** As the camera has it after the edit; null when the object is removed. */
  readonly after: Placement | null;
  /** What the instruction says; null while there is none. */
  readonly words: ParsedInstruction | null;
  /** What was found that holds in any words, with the options that it was found with; see `findingOf`. */
  readonly found: Found;
  private rest: Rest | null;

  /** Looks at an edit, or at the same one in other words: then what holds of its boxes is taken over. */
  constructor(facts: SceneFacts, edit: Edit, inOtherWords: CheckedEdit | null = null) {
    const { instruction } = edit;
    this.facts = facts;
    this.edit = edit;
    this.words = instruction ? english.read(instruction, nameableLabels(facts.scene, edit)) : null;
    if (inOtherWords) {
      this.target = inOtherWords.target;
      this.before = inOtherWords.before;
      this.after = inOtherWords.after;
      this.found = inOtherWords.found;
      this.rest = inOtherWords.rest;
    } else {
      this.target = facts.byId.get(edit.targetId) ?? null;
      const isWhereItWas = this.target?.object.box === edit.sourceBox;
      this.before = isWhereItWas ? this.target! : placementOf(facts, edit.sourceBox);
      this.after = edit.targetBox && placementOf(viewAfter(facts, edit), edit.targetBox);
      this.found = { options: null, findings: null };
      this.rest = null;
    }
  }

  /**
   * How the object stands after the edit, within the tolerances that fit annotated boxes; null when it is
   * removed. Worked out when it is first asked for: many candidates fail before.
   */
  get restAfter(): Rest | null {
    if (!this.rest && this.after) {
      const { targetId } = this.edit;
      const seats = objectRests(this.facts).get(targetId)?.seats;
      this.rest = restOf(this.facts, this.after, targetId, seats);
    }
    return this.rest;
  }

  /** The same edit with this instruction. Its boxes are not measured again. */
  inWords(instruction: string): CheckedEdit {
    return new CheckedEdit(this.facts, { ...this.edit, instruction }, this);
  }
}

type Found = {
  options: CheckOptions | null;
  findings: Map<CheckName, Finding | null> | null;
};

/** Looks at an edit once, for all checks. */
export function checkedEdit(scene: FrameScene, edit: Edit): CheckedEdit {
  return new CheckedEdit(sceneFacts(scene), edit);
}

function viewAfter(facts: SceneFacts, { targetId, operation }: Edit): SceneView {
  if (operation.kind !== "view") return facts;
  return sceneFacts(applyToScene({ ...facts.scene, objects: [] }, targetId, operation));
}
