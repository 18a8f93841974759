import type { MoveFrame, PlaceRelation, TopPosition } from "#core/operation/operation.ts";
import type { Found } from "./amount-words.ts";
import type { Extreme } from "./qualifier.ts";

/** What an instruction says about a second object: the label it gives it, and which one of that label. */
export type NamedReference = {
  readonly label: Found<string>;
  readonly which: Extreme | null;
};

/** A place that an instruction names: beside, on top of or on a part of the top of another object. */
export type Placement =
  | { readonly kind: "place"; readonly relation: PlaceRelation }
  | { readonly kind: "place-on-receptacle"; readonly position: TopPosition };

/** A place and the object that it is told by. */
export type NamedPlacement = {
  readonly placement: Found<Placement>;
  readonly reference: NamedReference;
};

const relations: readonly (readonly [PlaceRelation, string])[] = [
  ["left-of", "(?:to|on|at) (?:the|its) left(?:-hand)?(?: side)? of|left of"],
  ["right-of", "(?:to|on|at) (?:the|its) right(?:-hand)?(?: side)? of|right of"],
  ["in-front-of", "in front of|before"],
  ["behind", "to the back of|in back of|behind"],
  ["on-top-of", "on top of|onto|upon|on"],
  ["next-to", "next to|beside|alongside|by the side of"],
];

const parts: readonly (readonly [TopPosition, string])[] = [
  ["center", "middle|center|centre"],
  ["nearest", "(?:near|nearest|front|closest)(?:-hand)? (?:edge|end)"],
  ["farthest", "(?:far|farthest|furthest|back|rear)(?:-hand)? (?:edge|end)"],
  ["leftmost", "left(?:-hand)? (?:edge|end)"],
  ["rightmost", "right(?:-hand)? (?:edge|end)"],
];

const namedExtremes = "leftmost|rightmost|highest|lowest";
const untilName = String.raw`\s+(?:the\s+)?(?:(${namedExtremes})\s+)?$`;

const relationBefore = relations.map(
  ([relation, words]) => [relation, new RegExp(String.raw`\b(?:${words})${untilName}`)] as const,
);
const partBefore = parts.map(
  ([position, words]) =>
    [
      position,
      new RegExp(String.raw`\b(?:in|on|at|to|onto) the (?:${words}) of${untilName}`),
    ] as const,
);
const partAfter = parts.map(
  ([position, words]) =>
    [position, new RegExp(String.raw`^,?\s+(?:in|on|at|along) its (?:${words})\b`)] as const,
);
const edgesBefore = new RegExp(
  String.raw`\b(?:parallel to|along)\s+(?:the\s+)?edges\s+of${untilName}`,
);
const ownEdges = /\b(?:parallel to|along) its own edges\b/;

/** The place told by one of the objects mentioned after the first, if any. */
export function readPlacement(
  text: string,
  mentions: readonly Found<string>[],
): NamedPlacement | null {
  for (const mention of mentions) {
    const before = text.slice(0, mention.range[0]);
    const after = text.slice(mention.range[1]);
    for (const [position, pattern] of partBefore) {
      const match = pattern.exec(before);
      if (match) return named({ kind: "place-on-receptacle", position }, match, mention);
    }
    for (const [relation, pattern] of relationBefore) {
      const match = pattern.exec(before);
      if (!match) continue;
      for (const [position, patternAfter] of partAfter) {
        const part = relation === "on-top-of" && patternAfter.exec(after);
        if (part)
          return named(
            { kind: "place-on-receptacle", position },
            match,
            mention,
            mention.range[1] + part[0].length,
          );
      }
      return named({ kind: "place", relation }, match, mention);
    }
  }
  return null;
}

/** Along whose edges the text says to go, with the object it names for that; null where it says nothing of edges. */
export function readFrame(
  text: string,
  mentions: readonly Found<string>[],
): { readonly frame: Found<MoveFrame>; readonly reference: NamedReference | null } | null {
  const own = ownEdges.exec(text);
  if (own)
    return {
      frame: { value: "object", range: [own.index, own.index + own[0].length] },
      reference: null,
    };
  for (const mention of mentions) {
    const match = edgesBefore.exec(text.slice(0, mention.range[0]));
    if (!match) continue;
    return {
      frame: { value: "reference", range: [match.index, mention.range[1]] },
      reference: { label: mention, which: whichOf(match) },
    };
  }
  return null;
}

function named(
  value: Placement,
  match: RegExpExecArray,
  label: Found<string>,
  end = label.range[1],
): NamedPlacement {
  return {
    placement: { value, range: [match.index, end] },
    reference: { label, which: whichOf(match) },
  };
}

function whichOf(match: RegExpExecArray): Extreme | null {
  return (match[1] as Extreme | undefined) ?? null;
}
