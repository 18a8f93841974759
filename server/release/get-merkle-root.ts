import { openStoredManifest } from "./open-stored-manifest.ts";

/** The Merkle root of the release whose manifest has this hash; null when the stored manifest is missing or damaged. */
export async function getMerkleRoot(manifestHash: string): Promise<string | null> {
  const manifest = await openStoredManifest(manifestHash).catch(() => null);
  return manifest && manifest.merkleRoot;
}
