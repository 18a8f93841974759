import { instructionAgreement } from "#core/instruction/instruction-agreement.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";

/** Words for the edit that may be taken over. */
export type Wording = {
  readonly text: string;
  /** Whether they say what the edit does as it stands now. */
  readonly fits: boolean;
};

/** The words to choose from: those of the template, those of the gate's model, and what stands there; none where the model gave none. */
export function wordingsFor(
  sample: {
    readonly scene: FrameScene;
    readonly wordings: readonly string[];
    readonly revisions: readonly { readonly edit: Edit }[];
    readonly current: { readonly edit: Edit };
  },
  edit: Edit,
): Wording[] {
  if (sample.wordings.length === 0) return [];
  const template = sample.revisions[0]?.edit.instruction ?? "";
  const texts = [template, ...sample.wordings, sample.current.edit.instruction];
  return [...new Set(texts)].filter(Boolean).map((text) => ({
    text,
    fits: instructionAgreement(sample.scene, { ...edit, instruction: text }).length === 0,
  }));
}
