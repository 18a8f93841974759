import type { Found, TextRange } from "./amount-words.ts";
import { oncePer } from "#core/once-per.ts";
import { matchesOf } from "./matches-of.ts";

/** A text of which parts that have been understood are blanked out, at unchanged places. */
export class Page {
  text: string;

  /** The text must be in lower case. */
  constructor(text: string) {
    this.text = text;
  }

  /** Blanks out all matches. */
  hide(pattern: RegExp): void {
    this.text = this.text.replaceAll(pattern, (part) => blank.repeat(part.length));
  }

  /** Blanks out a part. */
  hideRange([start, end]: TextRange): void {
    this.text = this.text.slice(0, start) + blank.repeat(end - start) + this.text.slice(end);
  }
}

const blank = "\u0001";

/** What phrases mean; patterns are global, capture nothing and are for lower-case text. */
export type Patterns<T> = readonly (readonly [T, RegExp])[];

/** One pattern that matches where any of several do, with a group for each. */
const anyOf = oncePer(
  (patterns: Patterns<unknown>) =>
    new RegExp(patterns.map(([, { source }]) => `(${source})`).join("|")),
);

/** The first phrase of the text that means something; of those that begin together the first in the list. */
export function findFirst<T>(text: string, patterns: Patterns<T>): Found<T> | null {
  const match = anyOf(patterns).exec(text);
  if (!match) return null;
  const [value] =
    patterns[match.findIndex((group, index) => index > 0 && group !== undefined) - 1]!;
  return { value, range: rangeOf(match) };
}

/** All phrases of the text that mean something, in text order. */
export function findAll<T>(text: string, patterns: Patterns<T>): Found<T>[] {
  if (!anyOf(patterns).test(text)) return [];
  const found: Found<T>[] = [];
  for (const [value, pattern] of patterns)
    for (const match of matchesOf(text, pattern)) found.push({ value, range: rangeOf(match) });
  return found.length < 2 ? found : found.sort((a, b) => a.range[0] - b.range[0]);
}

/** Where a match stands. */
export function rangeOf(match: RegExpExecArray): TextRange {
  return [match.index, match.index + match[0].length];
}
