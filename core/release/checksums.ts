/** A line of a checksum file: a path from the root of the release and its content's SHA-256. */
export type Checksum = { readonly path: string; readonly sha256: string };

/** The text of a checksum file as `sha256sum -c` reads it, sorted by path. */
export function checksumsText(checksums: readonly Checksum[]): string {
  return checksums
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join("");
}

/** Reads a checksum file; `badLines` are the numbers, from 1, of lines that are none of its. */
export function parseChecksums(text: string): { checksums: Checksum[]; badLines: number[] } {
  const checksums: Checksum[] = [];
  const badLines: number[] = [];
  text.split("\n").forEach((line, index, lines) => {
    if (line === "" && index === lines.length - 1) return;
    const [, sha256, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (sha256 && path) checksums.push({ path, sha256 });
    else badLines.push(index + 1);
  });
  return { checksums, badLines };
}
