import { matchWords } from "#components/ui/match-words.ts";
import type { PaletteGroup } from "#components/ui/palette.tsx";
import type { CommandId } from "./commands.ts";
import { commandGroups, commands } from "./commands.ts";

/** What somebody chose in the palette. */
export type PaletteChoice =
  | { readonly kind: "command"; readonly id: CommandId }
  | { readonly kind: "sample"; readonly sampleId: string };

const samplePrefix = "sample:";

/** The commands that fit a query, by group, the groups with the best fit first; and the sample, where the query can be an id. */
export function findInPalette(
  query: string,
  keyOf: (id: CommandId) => string | undefined,
): PaletteGroup[] {
  const groups = commandGroups.map((name) => {
    const fitting = commands
      .filter((command) => command.group === name && command.id !== "palette")
      .map(({ id, name: label }) => ({ id, label, score: matchWords(`${label} ${name}`, query) }))
      .filter(({ score }) => score !== null)
      .toSorted((a, b) => a.score! - b.score!);
    return {
      name,
      best: fitting[0]?.score ?? Infinity,
      items: fitting.map(({ id, label }) => ({ id, label, keys: keyOf(id) })),
    };
  });
  const found: PaletteGroup[] = groups
    .filter(({ items }) => items.length > 0)
    .toSorted((a, b) => a.best - b.best);
  const id = query.trim();
  // Ids hold the scene, the photo and a number: `<scene>_<photo>_<number>`.
  if (!/^\S+_\S+$/.test(id)) return found;
  return [{ name: "Sample", items: [{ id: samplePrefix + id, label: `Open ${id}` }] }, ...found];
}

/** What an item of {@link findInPalette} stands for. */
export function paletteChoice(itemId: string): PaletteChoice {
  return itemId.startsWith(samplePrefix)
    ? { kind: "sample", sampleId: itemId.slice(samplePrefix.length) }
    : { kind: "command", id: itemId as CommandId };
}
