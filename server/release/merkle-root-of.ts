import { hash } from "node:crypto";
import type { ManifestFile } from "#core/release/manifest.ts";
import { merkleRoot, merkleRootInOrder } from "#core/release/merkle.ts";
import { FileTable } from "./file-table.ts";

const sha256 = (bytes: Uint8Array) => hash("sha256", bytes, "buffer");

/** The Merkle root over files (`core/release/merkle.ts`), lower-case hex. */
export function merkleRootOf(files: readonly ManifestFile[] | FileTable): string {
  const root =
    files instanceof FileTable
      ? merkleRootInOrder(files.byPath(), sha256)
      : merkleRoot(files, sha256);
  return Buffer.from(root).toString("hex");
}
