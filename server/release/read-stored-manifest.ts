import { Manifest } from "#core/release/manifest.ts";
import { AppError } from "../errors.ts";
import { hashOf, readBlob } from "../storage.ts";

/** The stored manifest with this hash; refused when it is missing or damaged. */
export async function readStoredManifest(hash: string): Promise<Manifest> {
  const bytes = await readBlob(hash);
  if (hashOf(bytes) !== hash)
    throw new AppError("INTERNAL", `the stored manifest ${hash} was damaged on disk`);
  return Manifest.parse(JSON.parse(bytes.toString("utf8")));
}
