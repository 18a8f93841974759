import { sortedByPath } from "./sort-by-path.ts";

/** A line of a checksum file: a path from the root of the release and its content's SHA-256. */
export type Checksum = { readonly path: string; readonly sha256: string };

/** The lines of a checksum file as `sha256sum -c` reads it, without their ends, sorted by path. */
export function* checksumLines(checksums: readonly Checksum[]): Generator<string> {
  for (const { path, sha256 } of sortedByPath(checksums)) yield `${sha256}  ${path}`;
}

/** Reads a line of a checksum file, without its end; null where it is none. */
export function parseChecksum(line: string): Checksum | null {
  const [, sha256, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
  return sha256 && path ? { path, sha256 } : null;
}
