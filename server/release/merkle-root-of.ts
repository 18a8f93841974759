import { createHash } from "node:crypto";
import type { ManifestFile } from "#core/release/manifest.ts";
import { merkleRoot } from "#core/release/merkle.ts";

/** The Merkle root over files (`core/release/merkle.ts`), lower-case hex. */
export function merkleRootOf(files: readonly ManifestFile[]): string {
  const root = merkleRoot(files, (bytes) => createHash("sha256").update(bytes).digest());
  return Buffer.from(root).toString("hex");
}
