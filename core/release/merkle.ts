import { canonicalJson } from "#core/canonical-json.ts";
import type { ManifestFile } from "./manifest.ts";

/** SHA-256 of bytes, 32 bytes. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** The bytes that RFC 6962 puts before what is hashed, so that no leaf can pass for a node. */
const leafPrefix = 0;
const nodePrefix = 1;

/**
 * The Merkle root over files, 32 bytes: one number for what lies where, which also allows a proof that a
 * single file belongs to it. The tree is that of RFC 6962, section 2.1. Its leaves are the files sorted by
 * path; the data of a leaf is the UTF-8 canonical JSON of `path`, `sha256` and `size`. The order in which
 * files are given does not matter, and no files give the hash of nothing.
 */
export function merkleRoot(files: readonly ManifestFile[], sha256: Sha256): Uint8Array {
  if (files.length === 0) return sha256(new Uint8Array());
  const encoder = new TextEncoder();
  const leaves = files
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sha256: hash, size }) => {
      const data = encoder.encode(canonicalJson({ path, sha256: hash, size }));
      return sha256(joined(leafPrefix, [data]));
    });
  return rootOf(leaves, sha256);
}

/** The left part of a tree of n leaves holds the largest power of two under n. */
function rootOf(leaves: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  if (leaves.length === 1) return leaves[0]!;
  let left = 1;
  while (2 * left < leaves.length) left *= 2;
  const parts = [leaves.slice(0, left), leaves.slice(left)];
  return sha256(
    joined(
      nodePrefix,
      parts.map((part) => rootOf(part, sha256)),
    ),
  );
}

function joined(prefix: number, parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.byteLength, 0));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}
