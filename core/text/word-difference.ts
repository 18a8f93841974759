import type { Step } from "./sequence-difference.ts";
import { sequenceDifference } from "./sequence-difference.ts";

/** A stretch of words that two texts share, or that only one of them has. */
export type WordStretch = {
  readonly kind: Step["kind"];
  /** Words with single spaces between them. */
  readonly text: string;
};

/**
 * How one text becomes another, word by word, as {@link sequenceDifference} has it. Words are what stands
 * between white space, so a changed full stop changes its word.
 */
export function wordDifference(before: string, after: string): WordStretch[] {
  const stretches: WordStretch[] = [];
  for (const { kind, part } of sequenceDifference(wordsOf(before), wordsOf(after))) {
    const last = stretches.at(-1);
    if (last?.kind === kind) stretches.splice(-1, 1, { kind, text: `${last.text} ${part}` });
    else stretches.push({ kind, text: part });
  }
  return stretches;
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
