import { writeInstruction } from "#core/instruction/write-instruction.ts";
import { defaultCheckOptions } from "#core/plausibility/check-options.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";

/** Draws of a phrasing that are tried. Most edits have more phrasings than that, few have one only. */
const drawsMax = 24;

/**
 * Other words of the template for an edit than those it has: the phrasing that follows them in the order of
 * the draws, so that asking again and again goes through all of them and round. Null when no words tell the
 * object apart.
 */
export function nextWording(scene: FrameScene, edit: Edit, seed: number): string | null {
  const phrasings = new Set<string>();
  for (let draw = 0; draw < drawsMax; draw++) {
    const words = writeInstruction(scene, edit, seed + draw, defaultCheckOptions.referenceUnique);
    if (words === null) return null;
    phrasings.add(words);
  }
  const inOrder = [...phrasings];
  return inOrder[(inOrder.indexOf(edit.instruction) + 1) % inOrder.length]!;
}
