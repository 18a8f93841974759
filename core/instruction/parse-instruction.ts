import type {
  MoveDirection,
  MoveFrame,
  OperationKind,
  TurnSense,
} from "#core/operation/operation.ts";
import { oncePer } from "#core/once-per.ts";
import type { Found, TextRange } from "./amount-words.ts";
import { readAngles, readDistances, readFactors } from "./amount-words.ts";
import type { Extreme, Qualifier } from "./qualifier.ts";
import type { NamedPlacement, NamedReference, Placement } from "./read-placement.ts";
import { readFrame, readPlacement } from "./read-placement.ts";
import type { ViewPart } from "./read-view.ts";
import { readView } from "./read-view.ts";
import type { Patterns } from "./text-page.ts";
import { Page, findAll, findFirst } from "./text-page.ts";

/**
 * What an instruction says, each part with its place in the text. Lists hold every mention, so that a text
 * that says two different things can be told from one that says one.
 */
export type ParsedInstruction = {
  readonly kind: Found<OperationKind> | null;
  /** The thing to be edited, as one of the known labels or, where none is named, as the text calls it; null for a change of view. */
  readonly label: Found<string> | null;
  readonly qualifier: Found<Qualifier> | null;
  readonly directions: readonly Found<MoveDirection>[];
  /** Lengths: of a move, or of the gap that a placement leaves. */
  readonly distancesMeters: readonly Found<number>[];
  readonly senses: readonly Found<TurnSense>[];
  readonly anglesDegrees: readonly Found<number>[];
  /** Along whose edges a move goes; null where nothing is said of edges. */
  readonly frame: Found<MoveFrame> | null;
  readonly placement: Found<Placement> | null;
  /** The other object by which the place or the edges are told. */
  readonly reference: NamedReference | null;
  readonly factors: readonly Found<number>[];
  readonly viewParts: readonly Found<ViewPart>[];
  /** By what the object is picked where the text says "whichever". */
  readonly criterion: Found<Extreme> | null;
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
  const verb = findFirst(page.text, kindPatterns);
  page.hide(asidePattern);
  if (verb?.value === "view") {
    page.hide(keepPattern);
    return { ...nothingSaid, kind: verb, viewParts: readView(page.text) };
  }
  const mentions = findMentions(page, labels);
  const label = mentions[0] ?? findNounPhrase(page.text, verb);
  const others = mentions.slice(1);
  const moves = verb?.value === "move";
  const near = label && findQualifier(page, label, others);
  const goal = label && near && moves ? goalInstead(page, label, near, others) : null;
  const qualifier = goal ? findQualifier(page, label!, []) : near;
  const free = new Page(page.text);
  if (qualifier) free.hideRange(qualifier.range);
  free.hide(keepPattern);
  const edges = moves ? readFrame(free.text, others) : null;
  if (edges) free.hideRange(edges.frame.range);
  const placed = goal ?? (moves ? readPlacement(free.text, others) : null);
  if (placed) free.hideRange(placed.placement.range);
  for (const mention of mentions) free.hideRange(mention.range);
  if (label) free.hideRange(label.range);
  return {
    kind: verb && placed ? { ...verb, value: placed.placement.value.kind } : verb,
    label,
    qualifier,
    directions: findAll(free.text, directionPatterns),
    distancesMeters: readDistances(free.text),
    senses: findAll(free.text, sensePatterns),
    anglesDegrees: readAngles(free.text),
    frame: edges?.frame ?? null,
    placement: placed?.placement ?? null,
    reference: placed?.reference ?? edges?.reference ?? null,
    factors: verb?.value === "scale" ? readFactors(free.text) : [],
    viewParts: [],
    criterion: label && findCriterion(page.text, label, qualifier),
  };
}

/** "Put the mug on the desk" says where to and not which mug: it names no other place and no direction. */
function goalInstead(
  page: Page,
  label: Found<string>,
  qualifier: Found<Qualifier>,
  others: readonly Found<string>[],
): NamedPlacement | null {
  if (qualifier.value.kind === "extreme") return null;
  const rest = new Page(page.text);
  rest.hideRange(qualifier.range);
  rest.hide(keepPattern);
  if (readPlacement(rest.text, others)) return null;
  const placed = readPlacement(page.text, others);
  if (placed) rest.hideRange(placed.placement.range);
  for (const { range } of [label, ...others]) rest.hideRange(range);
  return findAll(rest.text, directionPatterns).length === 0 ? placed : null;
}

const nothingSaid: ParsedInstruction = {
  kind: null,
  label: null,
  qualifier: null,
  directions: [],
  distancesMeters: [],
  senses: [],
  anglesDegrees: [],
  frame: null,
  placement: null,
  reference: null,
  factors: [],
  viewParts: [],
  criterion: null,
};

const kindPatterns: Patterns<OperationKind> = [
  [
    "view",
    /\b(?:view|look|changeview|(?:move|shift|push|pull|rotate|turn|tilt|pan|swivel|raise|lower)(?= the camera\b))\b/g,
  ],
  [
    "move",
    /\b(?:move|shift|relocate|place|put|push|pull|slide|drag|raise|lower|lift|bring|nudge)\b/g,
  ],
  ["rotate", /\b(?:rotate|turn|spin|twist|swivel)\b/g],
  ["scale", /\b(?:scale|resize|make|shrink|reduce|enlarge|expand|increase|double|halve)\b/g],
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

/** Known labels where they are named as whole words, the longest where several begin or overlap; in text order. */
function findMentions(page: Page, labels: readonly string[]): Found<string>[] {
  const mentions: Found<string>[] = [];
  const rest = new Page(page.text);
  for (const label of longestFirst(labels)) {
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

const longestFirst = oncePer((labels: readonly string[]) =>
  [...new Set(labels)].toSorted((a, b) => b.length - a.length),
);

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
        : range[0] >= end && /^,?\s+(?:(?:(?:that|which) )?is )?(?:the )?$/.test(after);
    if (touches) return { value: { kind: "extreme", which }, range };
  }
  const side = /^\s+(?:on|at) the (?:far |very )?(left|right)\b(?!(?: (?:side|edge|end))? of)/.exec(
    page.text.slice(end),
  );
  if (!side) return null;
  return {
    value: { kind: "extreme", which: side[1] === "left" ? "leftmost" : "rightmost" },
    range: [end, end + side[0].length],
  };
}

function findCriterion(
  text: string,
  label: Found<string>,
  qualifier: Found<Qualifier> | null,
): Found<Extreme> | null {
  if (qualifier?.value.kind !== "extreme") return null;
  if (!/\bwhichever $/.test(text.slice(0, label.range[0]))) return null;
  return { value: qualifier.value.which, range: qualifier.range };
}
