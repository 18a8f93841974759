import { isStructuralLabel } from "#core/scene/label.ts";
import type { SceneFacts } from "#core/scene/scene-facts.ts";
import type { Referent, ReferenceMargins } from "./judge-reference.ts";
import { judgeReference, objectsNamed } from "./judge-reference.ts";
import type { Qualifier } from "./qualifier.ts";
import { Extreme } from "./qualifier.ts";

/** A way to name one object: its label and what tells it from the others; null when the label is enough. */
export type ReferringExpression = { readonly label: string; readonly qualifier: Qualifier | null };

const anchorVisibleMin = 0.1;
const anchorInImageMin = 0.5;

/**
 * All unambiguous ways to name an object of the photo, simplest first: the bare label where it is enough
 * (then no other), what it stands on, superlatives, and last what it is nearest to. Empty when words cannot
 * tell it apart by the margins.
 */
export function referringExpressions(
  facts: SceneFacts,
  referent: Referent,
  margins: ReferenceMargins,
): ReferringExpression[] {
  const { label } = referent;
  const works = (qualifier: Qualifier | null) =>
    judgeReference(facts, referent, qualifier, margins).unique;
  if (works(null)) return [{ label, qualifier: null }];
  const anchors = anchorLabels(facts, referent);
  const qualifiers: Qualifier[] = [
    ...anchors.map((anchor): Qualifier => ({ kind: "on", anchor })),
    ...Extreme.options.map((which): Qualifier => ({ kind: "extreme", which })),
    ...anchors.map((anchor): Qualifier => ({ kind: "nearest-to", anchor })),
  ];
  return qualifiers.filter(works).map((qualifier) => ({ label, qualifier }));
}

/** Labels of well visible things that exist once and can serve as landmarks. */
function anchorLabels(facts: SceneFacts, referent: Referent): string[] {
  return facts.objects
    .filter(
      ({ object }) =>
        object.id !== referent.id &&
        object.inImageFraction >= anchorInImageMin &&
        (object.visibleFraction ?? 1) >= anchorVisibleMin &&
        !isStructuralLabel(object.label) &&
        !object.label.includes("camera") &&
        objectsNamed(facts, object.label).length === 1,
    )
    .map(({ object }) => object.label);
}
