import type { Found, TextRange } from "./amount-words.ts";
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

/** What phrases mean; patterns are global and for lower-case text. */
export type Patterns<T> = readonly (readonly [T, RegExp])[];

/** All phrases of the text that mean something, in text order. */
export function findAll<T>(text: string, patterns: Patterns<T>): Found<T>[] {
  const found: Found<T>[] = [];
  for (const [value, pattern] of patterns)
    for (const match of matchesOf(text, pattern)) found.push({ value, range: rangeOf(match) });
  return found.length < 2 ? found : found.sort((a, b) => a.range[0] - b.range[0]);
}

/** Where a match stands. */
export function rangeOf(match: RegExpExecArray): TextRange {
  return [match.index, match.index + match[0].length];
}
