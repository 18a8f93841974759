import { canonicalJson } from "#core/canonical-json.ts";
import { referenceIdOf } from "#core/operation/operation.ts";
import type { Random } from "#core/random.ts";
import { seededRandom } from "#core/random.ts";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { objectById } from "#core/scene/frame-scene.ts";
import { normalizeLabel } from "#core/scene/label.ts";
import { sceneFacts } from "#core/scene/scene-facts.ts";
import { english } from "./english.ts";
import type { ReferenceMargins } from "./judge-reference.ts";
import { judgeReference } from "./judge-reference.ts";
import type { Language, Names } from "./language.ts";
import type { Extreme, Qualifier } from "./qualifier.ts";
import { isPlainName, referringExpressions } from "./referring-expression.ts";

/**
 * Words for an edit: an order that names the object, says what to do with it and asks to leave the rest
 * alone. The phrasing is drawn by the seed and the edit. Null when no words tell the object, or another
 * that the operation speaks of, apart from the others, or the language cannot name it.
 */
export function writeInstruction(
  scene: FrameScene,
  edit: Edit,
  seed: number,
  margins: ReferenceMargins,
  language: Language = english,
): string | null {
  const { targetId, operation } = edit;
  const random = seededRandom(
    seed,
    scene.sceneKey,
    scene.frameKey,
    targetId,
    canonicalJson(operation),
  );
  const names = namesFor(scene, edit, margins, random, language);
  const order = names && language.order(operation, names, random);
  return order && `${order}${random.pick(language.keepClauses)}`;
}

function namesFor(
  scene: FrameScene,
  { targetId, label, operation }: Edit,
  margins: ReferenceMargins,
  random: Random,
  language: Language,
): Names | null {
  if (operation.kind === "view") return { what: "", other: "" };
  const nameOf = (id: string, name: string, fits: (qualifier: Qualifier | null) => boolean) => {
    if (!language.canName(name)) return null;
    const expressions = referringExpressions(sceneFacts(scene), { id, label: name }, margins);
    const fitting = expressions.filter(({ qualifier }) => fits(qualifier));
    if (fitting.length === 0) return null;
    return language.name(name, random.pick(fitting.slice(0, varietyMax)).qualifier);
  };
  const normal = normalizeLabel(label);
  const referenceId = referenceIdOf(operation);
  if (referenceId === null) {
    if (operation.kind === "remove" && operation.criterion)
      return criterionName(scene, targetId, normal, operation.criterion, margins, language);
    const what = nameOf(targetId, normal, () => true);
    return what === null ? null : { what, other: "" };
  }
  const reference = objectById(scene, referenceId);
  if (!reference) return null;
  // A second object in the name of the first would be taken for the place.
  const what = nameOf(targetId, normal, isPlainName);
  const other = nameOf(referenceId, reference.label, isPlainName);
  return what !== null && other !== null ? { what, other } : null;
}

function criterionName(
  scene: FrameScene,
  id: string,
  label: string,
  which: Extreme,
  margins: ReferenceMargins,
  language: Language,
): Names | null {
  if (!language.canName(label)) return null;
  const judged = judgeReference(
    sceneFacts(scene),
    { id, label },
    { kind: "extreme", which },
    margins,
  );
  // Where there is only one, nothing is left to pick by.
  if (!judged.unique || judged.marginMeters === null) return null;
  return { what: language.nameByCriterion(label, which), other: "" };
}

/** Names after the third are the stranger ones. */
const varietyMax = 3;
