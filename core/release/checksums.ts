/** A line of a checksum file: a path from the root of the release and its content's SHA-256. */
export type Checksum = { readonly path: string; readonly sha256: string };

/** The text of a checksum file as `sha256sum -c` reads it, sorted by path. */
export function checksumsText(checksums: readonly Checksum[]): string {
  return checksums
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sha256 }) => `${sha256}  ${path}\n`)
    .join("");
}

/** Reads a line of a checksum file, without its end; null where it is none. */
export function parseChecksum(line: string): Checksum | null {
  const [, sha256, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
  return sha256 && path ? { path, sha256 } : null;
}
