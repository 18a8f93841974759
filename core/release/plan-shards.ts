/** Consecutive rows of a table, `end` excluded. */
export type RowRange = { readonly start: number; readonly end: number };

/** A row as it counts for a plan: what it adds itself, and a part that neighbours with the same key share. */
export type RowSize = {
  readonly bytes: number;
  readonly shared: { readonly key: string; readonly bytes: number };
};

/**
 * Cuts a table into files and those into row groups: a row is put into a new one where it would exceed the
 * limit. A single row may exceed it. What rows of a row group share counts once.
 */
export function planShards(
  rows: readonly RowSize[],
  limits: { readonly fileBytes: number; readonly groupBytes: number },
): RowRange[][] {
  const groups: (RowRange & { bytes: number })[] = [];
  let sharedKeys = new Set<string>();
  rows.forEach(({ bytes, shared }, row) => {
    const group = groups.at(-1);
    const added = bytes + (sharedKeys.has(shared.key) ? 0 : shared.bytes);
    if (group && group.bytes + added <= limits.groupBytes) {
      groups[groups.length - 1] = {
        start: group.start,
        end: row + 1,
        bytes: group.bytes + added,
      };
      sharedKeys.add(shared.key);
    } else {
      groups.push({ start: row, end: row + 1, bytes: bytes + shared.bytes });
      sharedKeys = new Set([shared.key]);
    }
  });
  const files: RowRange[][] = [];
  let fileBytes = Number.POSITIVE_INFINITY;
  for (const { bytes, ...range } of groups) {
    if (fileBytes + bytes <= limits.fileBytes) {
      files.at(-1)?.push(range);
      fileBytes += bytes;
    } else {
      files.push([range]);
      fileBytes = bytes;
    }
  }
  return files;
}
