/** Things in the order of their paths (UTF-16 code units). A list that is in order already is given back as it is. */
export function sortedByPath<T extends { readonly path: string }>(
  things: readonly T[],
): readonly T[] {
  const isSorted = things.every(({ path }, index) => index === 0 || things[index - 1]!.path < path);
  return isSorted ? things : things.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
