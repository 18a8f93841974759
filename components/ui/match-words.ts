/**
 * How well a text answers a search: every word of the query must be in it, whole, as the beginning of a
 * word, inside one, or as letters of one in their order.
 * 0 is best; null when a word is not found. Case and accents do not count.
 */
export function matchWords(text: string, query: string): number | null {
  const words = wordsOf(text);
  let sum = 0;
  for (const asked of wordsOf(query)) {
    const best = Math.min(...words.map((word) => distanceOf(word, asked)));
    if (best === Infinity) return null;
    sum += best;
  }
  return sum;
}

function distanceOf(word: string, asked: string): number {
  if (word === asked) return 0;
  if (word.startsWith(asked)) return 1;
  if (word.includes(asked)) return 2;
  return asked.length > 1 && hasInOrder(word, asked) ? 4 : Infinity;
}

function hasInOrder(word: string, asked: string): boolean {
  let at = 0;
  for (const letter of asked) {
    at = word.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
