/** A stretch of words that two texts share, or that only one of them has. */
export type WordStretch = {
  readonly kind: "same" | "removed" | "added";
  /** Words with single spaces between them. */
  readonly text: string;
};

/**
 * How one text becomes another, word by word: the fewest words removed and added (longest common
 * subsequence); of a replacement, what is removed comes first. Words are what stands between white space,
 * so a changed full stop changes its word. Time and memory grow with the product of the numbers of words.
 */
export function wordDifference(before: string, after: string): WordStretch[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const common = commonLengths(a, b);
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  const words: WordStretch[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      words.push({ kind: "same", text: left });
      i++;
      j++;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      words.push({ kind: "removed", text: left });
      i++;
    } else if (right !== undefined) {
      words.push({ kind: "added", text: right });
      j++;
    }
  }
  return joinNeighbours(words);
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}

/** `[i][j]`: how many words the longest common subsequence of `a` from i on and `b` from j on has. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] =
        a[i] === b[j]
          ? 1 + lengths[i + 1]![j + 1]!
          : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}

function joinNeighbours(words: readonly WordStretch[]): WordStretch[] {
  const stretches: WordStretch[] = [];
  for (const word of words) {
    const last = stretches.at(-1);
    if (last?.kind === word.kind)
      stretches.splice(-1, 1, { kind: word.kind, text: `${last.text} ${word.text}` });
    else stretches.push(word);
  }
  return stretches;
}
