import type {
  MoveDirection,
  Operation,
  OperationKind,
  TurnSense,
} from "#core/operation/operation.ts";
import type { Found, TextRange } from "./amount-words.ts";
import { readAngles, readDistances } from "./amount-words.ts";
import type { Extreme, Qualifier } from "./qualifier.ts";

/**
 * What an instruction says, each part with its place in the text. Lists hold every mention, so that a text
 * that says two different things can be told from one that says one.
 */
export type ParsedInstruction = {
  readonly kind: Found<OperationKind> | null;
  /** The thing to be edited, as one of the known labels or, where none is named, as the text calls it. */
  readonly label: Found<string> | null;
  readonly qualifier: Found<Qualifier> | null;
  readonly directions: readonly Found<MoveDirection>[];
  readonly distancesMeters: readonly Found<number>[];
  readonly senses: readonly Found<TurnSense>[];
  readonly anglesDegrees: readonly Found<number>[];
};

/**
 * Reads an English instruction as a person would write it: any of several verbs, amounts in the usual units
 * or in words, directions as the viewer says them. Never throws: what is not said is null or empty.
 *
 * @param labels Labels that may be named: those of the photo and that of the edit, lower case.
 */
export function parseInstruction(text: string, labels: readonly string[]): ParsedInstruction {
  // Lower case must not change the length, or ranges would slip.
  const page = new Page(text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()));
  const kind = findKind(page.text);
  page.hide(asidePattern);
  const mentions = findMentions(page, labels);
  const label = mentions[0] ?? findNounPhrase(page.text, kind);
  const qualifier = label && findQualifier(page, label, mentions.slice(1));
  page.hide(keepPattern);
  for (const mention of mentions) page.hideRange(mention.range);
  if (label) page.hideRange(label.range);
  if (qualifier) page.hideRange(qualifier.range);
  return {
    kind,
    label,
    qualifier,
    directions: findAll(page.text, directionPatterns),
    distancesMeters: readDistances(page.text),
    senses: findAll(page.text, sensePatterns),
    anglesDegrees: readAngles(page.text),
  };
}

/** The operation that the text states completely and without contradiction, or null. */
export function statedOperation(parsed: ParsedInstruction): Operation | null {
  switch (parsed.kind?.value) {
    case "move": {
      const direction = onlyValue(parsed.directions);
      const distanceMeters = onlyValue(parsed.distancesMeters);
      return direction && distanceMeters ? { kind: "move", direction, distanceMeters } : null;
    }
    case "rotate": {
      const sense = onlyValue(parsed.senses);
      const angleDegrees = onlyValue(parsed.anglesDegrees);
      return sense && angleDegrees ? { kind: "rotate", sense, angleDegrees } : null;
    }
    case "remove":
      return { kind: "remove" };
    case undefined:
      return null;
  }
}

/** The value on which all mentions agree, or null. */
function onlyValue<T>(mentions: readonly Found<T>[]): T | null {
  const [first, ...others] = mentions;
  return first && others.every((other) => other.value === first.value) ? first.value : null;
}

/** A text of which parts that have been understood are blanked out, at unchanged places. */
class Page {
  text: string;

  constructor(text: string) {
    this.text = text;
  }

  hide(pattern: RegExp): void {
    this.text = this.text.replaceAll(pattern, (part) => blank.repeat(part.length));
  }

  hideRange([start, end]: TextRange): void {
    this.text = this.text.slice(0, start) + blank.repeat(end - start) + this.text.slice(end);
  }
}

const blank = "\u0001";

type Patterns<T> = readonly (readonly [T, RegExp])[];

const kindPatterns: Patterns<OperationKind> = [
  [
    "move",
    /\b(?:move|shift|relocate|place|put|push|pull|slide|drag|raise|lower|lift|bring|nudge)\b/g,
  ],
  ["rotate", /\b(?:rotate|turn|spin|twist|swivel)\b/g],
  ["remove", /\b(?:remove|delete|erase|take (?:away|out)|get rid of|clear away)\b/g],
];

const viewer = "(?:camera|viewer|observer|photographer)";

/** Superset first: a longer phrase that contains a shorter one must not count twice. */
const directionPatterns: Patterns<MoveDirection> = [
  ["left", /\bleft(?:wards?)?\b(?! (?:as (?:it|they)|unchanged|untouched|alone|in place|intact))/g],
  ["right", /(?<=\bthe )right\b|\bright(?:wards?)?\b(?! (?:in|where|beside|next)\b)/g],
  [
    "front",
    new RegExp(
      String.raw`\b(?:(?:closer|nearer|towards?|near)(?: to)?(?: the)? (?:${viewer}|front)|forwards?|closer|nearer|to the front|in front)\b`,
      "g",
    ),
  ],
  [
    "behind",
    new RegExp(
      String.raw`\b(?:(?:away|farther|further)(?: (?:away|back))?(?: from(?: the)? ${viewer})|backwards?|(?:farther|further)(?: (?:away|back))?|to the (?:back|behind)|back|behind|away)\b`,
      "g",
    ),
  ],
  ["above", /\b(?:up(?:wards?)?|higher|above)\b/g],
  ["below", /\b(?:down(?:wards?)?|lower|below)\b/g],
];

const sensePatterns: Patterns<TurnSense> = [
  ["counterclockwise", /\b(?:counter|anti)[- ]?clockwise\b/g],
  ["clockwise", /(?<!counter[- ]?)(?<!anti[- ]?)\bclockwise\b/g],
];

const extremePatterns: Patterns<Extreme> = [
  ["leftmost", /\b(?:left-?most|(?:farthest|furthest) (?:to the )?left)\b/g],
  ["rightmost", /\b(?:right-?most|(?:farthest|furthest) (?:to the )?right)\b/g],
  [
    "nearest",
    new RegExp(
      String.raw`\b(?:nearest|closest|front-?most|foremost)(?: to(?: the)? ${viewer})?\b`,
      "g",
    ),
  ],
  [
    "farthest",
    new RegExp(
      String.raw`\b(?:farthest|furthest|most distant|rear-?most|back-?most)(?: (?:away )?from(?: the)? ${viewer})?\b`,
      "g",
    ),
  ],
  ["highest", /\b(?:highest|top-?most|upper-?most)\b/g],
  ["lowest", /\b(?:lowest|bottom-?most|lower-?most)\b/g],
];

/** Says from where to look, not what to do. */
const asidePattern =
  /\b(?:(?:as )?(?:seen|viewed|looking|looked at)(?: down)?(?: on)? )?from (?:directly )?(?:above|overhead|the top|over it)\b|\b(?:top|bird's[- ]eye) view\b|\bright[- ]handed(?:ly)?\b/g;

/** Asks to leave the rest alone, up to the end of the clause. */
const keepPattern =
  /\b(?:leav(?:e|ing)|keep(?:ing)?|without|do not|don't|nothing else|everything else|all else|the rest|no other|fill(?:ing)?(?: in)?)\b[^,.;]*/g;

function findKind(text: string): Found<OperationKind> | null {
  const found = findAll(text, kindPatterns);
  return found[0] ?? null;
}

function findAll<T>(text: string, patterns: Patterns<T>): Found<T>[] {
  const found: Found<T>[] = [];
  for (const [value, pattern] of patterns)
    for (const match of text.matchAll(pattern)) found.push({ value, range: rangeOf(match) });
  return found.toSorted((a, b) => a.range[0] - b.range[0]);
}

/** Known labels where they are named as whole words, the longest where several begin or overlap; in text order. */
function findMentions(page: Page, labels: readonly string[]): Found<string>[] {
  const mentions: Found<string>[] = [];
  const rest = new Page(page.text);
  for (const label of [...new Set(labels)].toSorted((a, b) => b.length - a.length)) {
    if (label === "") continue;
    let start = rest.text.indexOf(label);
    while (start >= 0) {
      const range: TextRange = [start, start + label.length];
      if (isWholeWord(rest.text, range)) {
        mentions.push({ value: label, range });
        rest.hideRange(range);
      }
      start = rest.text.indexOf(label, range[1]);
    }
  }
  return mentions.toSorted((a, b) => a.range[0] - b.range[0]);
}

function isWholeWord(text: string, [start, end]: TextRange): boolean {
  return !wordBefore.test(text.slice(0, start)) && !wordAfter.test(text.slice(end));
}

const wordBefore = /[\p{L}\p{N}]$/u;
const wordAfter = /^[\p{L}\p{N}]/u;

/** What the text calls the thing when it is none of the known labels: the words after the first article. */
function findNounPhrase(text: string, kind: Found<OperationKind> | null): Found<string> | null {
  const from = kind ? kind.range[1] : 0;
  const match =
    /\b(?:the|a|an|this|that)\s+([\p{L}][\p{L}' -]*?)(?=\s+(?:to|by|about|on|in|from|nearest|closest|farthest|furthest|up|down|left|right|forwards?|back|away|clockwise|counter|anti|half|an?|out|and|toward)|\s*\d|[,.;]|$)/u.exec(
      text.slice(from),
    );
  const words = match?.[1];
  if (!match || !words) return null;
  const start = from + match.index + match[0].length - words.length;
  return { value: words, range: [start, start + words.length] };
}

/** What stands right before or right after the label and tells which one is meant. */
function findQualifier(
  page: Page,
  label: Found<string>,
  others: readonly Found<string>[],
): Found<Qualifier> | null {
  const [start, end] = label.range;
  const anchor = others[0];
  if (anchor) {
    const between = page.text.slice(end, anchor.range[0]);
    const range: TextRange = [end, anchor.range[1]];
    if (/^,?\s+(?:that is |which is )?(?:nearest|closest|next) to (?:the )?$/.test(between))
      return { value: { kind: "nearest-to", anchor: anchor.value }, range };
    if (
      /^,?\s+(?:(?:that|which) is )?(?:standing |lying |sitting )?(?:on|on top of|in|inside) (?:the )?$/.test(
        between,
      )
    )
      return { value: { kind: "on", anchor: anchor.value }, range };
  }
  for (const { value: which, range } of findAll(page.text, extremePatterns)) {
    const before = page.text.slice(range[1], start);
    const after = page.text.slice(end, range[0]);
    const touches =
      range[1] <= start
        ? /^\s+$/.test(before)
        : range[0] >= end && /^,?\s+(?:(?:that|which) is )?(?:the )?$/.test(after);
    if (touches) return { value: { kind: "extreme", which }, range };
  }
  const side = /^\s+(?:on|at) the (?:far |very )?(left|right)\b(?! side of)/.exec(
    page.text.slice(end),
  );
  if (!side) return null;
  return {
    value: { kind: "extreme", which: side[1] === "left" ? "leftmost" : "rightmost" },
    range: [end, end + side[0].length],
  };
}

function rangeOf(match: RegExpExecArray): TextRange {
  return [match.index, match.index + match[0].length];
}
