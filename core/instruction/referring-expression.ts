import { oncePer } from "#core/once-per.ts";
import type { FrameObject } from "#core/scene/frame-scene.ts";
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
): readonly ReferringExpression[] {
  const known = knownExpressions(facts);
  const byReferent = known.get(margins) ?? new Map<string, ReferringExpression[]>();
  known.set(margins, byReferent);
  const key = `${referent.id}\n${referent.label}`;
  let expressions = byReferent.get(key);
  if (!expressions) {
    expressions = findExpressions(facts, referent, margins);
    byReferent.set(key, expressions);
  }
  return expressions;
}

/** What was found for a photo by margins and referent: the same object is named for each of its candidate edits. */
const knownExpressions = oncePer<
  SceneFacts,
  WeakMap<ReferenceMargins, Map<string, ReferringExpression[]>>
>(() => new WeakMap());

function findExpressions(
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

function anchorLabels(facts: SceneFacts, referent: Referent): string[] {
  return landmarks(facts)
    .filter((object) => object.id !== referent.id)
    .map((object) => object.label);
}

/** Well visible things of which there is only one. */
const landmarks = oncePer((facts: SceneFacts): FrameObject[] =>
  facts.objects
    .map(({ object }) => object)
    .filter(
      (object) =>
        object.inImageFraction >= anchorInImageMin &&
        (object.visibleFraction ?? 1) >= anchorVisibleMin &&
        !isStructuralLabel(object.label) &&
        !object.label.includes("camera") &&
        objectsNamed(facts, object.label).length === 1,
    ),
);

/** Whether a name is short enough to stand beside another in one sentence: it speaks of no other object and not of the camera. */
export function isPlainName(qualifier: Qualifier | null): boolean {
  if (qualifier === null) return true;
  return qualifier.kind === "extreme" && !["nearest", "farthest"].includes(qualifier.which);
}
