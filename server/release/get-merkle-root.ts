import type { ReleaseListItem } from "./find-releases.ts";
import { merkleRootOf } from "./merkle-root-of.ts";
import { readStoredImport } from "./read-stored-import.ts";
import { readStoredManifest } from "./read-stored-manifest.ts";

/** The Merkle root of a release; null when its stored manifest is missing or damaged. */
export async function getMerkleRoot({
  source,
  manifestHash,
}: Pick<ReleaseListItem, "source" | "manifestHash">): Promise<string | null> {
  const read = source === "imported" ? readStoredImport : readStoredManifest;
  const manifest = await read(manifestHash).catch(() => null);
  return manifest && merkleRootOf(manifest.files);
}
