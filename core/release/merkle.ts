import { canonicalJson } from "#core/canonical-json.ts";
import type { ManifestFile } from "./manifest.ts";
import { sortedByPath } from "./sort-by-path.ts";

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
  return merkleRootInOrder(sortedByPath(files), sha256);
}

/** The same root over files that come in the order of their paths, each looked at once. */
export function merkleRootInOrder(files: Iterable<ManifestFile>, sha256: Sha256): Uint8Array {
  const encoder = new TextEncoder();
  // Whole trees from the left, each of a smaller power of two of leaves than the one before.
  const trees: Tree[] = [];
  for (const { path, sha256: hash, size } of files) {
    const data = encoder.encode(canonicalJson({ path, sha256: hash, size }));
    let tree: Tree = { hash: sha256(joined(leafPrefix, [data])), leaves: 1 };
    while (trees.at(-1)?.leaves === tree.leaves) tree = nodeOver(trees.pop()!, tree, sha256);
    trees.push(tree);
  }
  let root = trees.pop();
  if (!root) return sha256(new Uint8Array());
  while (trees.length > 0) root = nodeOver(trees.pop()!, root, sha256);
  return root.hash;
}

type Tree = { readonly hash: Uint8Array; readonly leaves: number };

function nodeOver(left: Tree, right: Tree, sha256: Sha256): Tree {
  const hash = sha256(joined(nodePrefix, [left.hash, right.hash]));
  return { hash, leaves: left.leaves + right.leaves };
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
