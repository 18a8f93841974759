import { openingOf } from "./openings.ts";

/** How often each of several values occurs, most frequent first, and how evenly they are spread. */
export type Distribution = {
  readonly counts: readonly (readonly [value: string, count: number])[];
  /** Shannon entropy, bits: 0 when all are alike, log2 of the number of values when all are equally frequent. */
  readonly entropyBits: number;
};

/** How varied the wording of texts is. */
export type Diversity = {
  readonly texts: number;
  /** Different words over all words, 0 to 1; null without a word. */
  readonly distinct1: number | null;
  /** The same of pairs of neighbouring words within a text. */
  readonly distinct2: number | null;
  /** By the first word, the second after "please": the verb by which the evaluator knows the operation. */
  readonly firstVerbs: Distribution;
  /** By the first two words ({@link openingOf}). */
  readonly openings: Distribution;
};

/**
 * Measures the variety of texts. Distinct-1 and distinct-2 are those of Li et al. 2016, "A
 * Diversity-Promoting Objective Function for Neural Conversation Models", with the number of n-grams below
 * the line (there: of words), so that 1 can be reached. They fall as texts become more, so compare equal numbers.
 */
export function diversityOf(texts: readonly string[]): Diversity {
  const words = texts.map(wordsOf);
  return {
    texts: texts.length,
    distinct1: distinctShare(words.flat()),
    distinct2: distinctShare(
      words.flatMap((all) => all.slice(1).map((word, index) => `${all[index]} ${word}`)),
    ),
    firstVerbs: distribution(
      words.map(([first = "", second = ""]) => (first === "please" ? second : first)),
    ),
    openings: distribution(texts.map(openingOf)),
  };
}

/** Words and numbers of a text in lower case: "0.5", "don't" and "left-hand" are one each, as are the signs ° and %. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,'’-][\p{L}\p{N}]+)*|[°%]/gu) ?? [];
}

function distinctShare(grams: readonly string[]): number | null {
  return grams.length === 0 ? null : new Set(grams).size / grams.length;
}

function distribution(values: readonly string[]): Distribution {
  const groups = Map.groupBy(values, (value) => value);
  const counts = [...groups]
    .map(([value, group]) => [value, group.length] as const)
    .toSorted(([a, more], [b, fewer]) => fewer - more || (a < b ? -1 : 1));
  const entropyBits = counts.reduce((bits, [, count]) => {
    const share = count / values.length;
    return bits + share * Math.log2(1 / share);
  }, 0);
  return { counts, entropyBits };
}
