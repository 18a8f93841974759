import type { ReleaseListItem } from "./find-releases.ts";
import { merkleRootOf } from "./merkle-root-of.ts";
import { openStoredManifest } from "./open-stored-manifest.ts";
import { readStoredImport } from "./read-stored-import.ts";

/** The Merkle root of a release; null when its stored manifest is missing or damaged. */
export async function getMerkleRoot({
  source,
  manifestHash,
}: Pick<ReleaseListItem, "source" | "manifestHash">): Promise<string | null> {
  const root =
    source === "imported"
      ? readStoredImport(manifestHash).then(({ files }) => merkleRootOf(files))
      : openStoredManifest(manifestHash).then(({ merkleRoot }) => merkleRoot);
  return root.catch(() => null);
}
