import { merkleRootOf } from "./merkle-root-of.ts";
import { readStoredManifest } from "./read-stored-manifest.ts";

/** The Merkle root of the release whose manifest has this hash; null when the stored manifest is missing or damaged. */
export async function getMerkleRoot(manifestHash: string): Promise<string | null> {
  const manifest = await readStoredManifest(manifestHash).catch(() => null);
  return manifest && merkleRootOf(manifest.files);
}
