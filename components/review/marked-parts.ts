import type { Disagreement } from "#core/instruction/instruction-agreement.ts";

/** A piece of a text; `wrong` pieces are underlined. */
export type MarkedPart = { readonly start: number; readonly text: string; readonly wrong: boolean };

/** The text cut at the borders of what is complained about. The pieces joined are the text. */
export function markedParts(text: string, disagreements: readonly Disagreement[]): MarkedPart[] {
  const ranges = disagreements.flatMap(({ range }) => (range ? [range] : []));
  const cuts = new Set([0, text.length]);
  for (const [start, end] of ranges) cuts.add(start).add(end);
  const borders = [...cuts]
    .filter((cut) => cut >= 0 && cut <= text.length)
    .toSorted((a, b) => a - b);
  return borders.slice(1).map((end, index) => {
    const start = borders[index]!;
    const wrong = ranges.some(([from, to]) => from <= start && end <= to);
    return { start, text: text.slice(start, end), wrong };
  });
}
