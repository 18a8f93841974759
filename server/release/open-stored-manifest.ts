import { createReadStream } from "node:fs";
import { AppError } from "../errors.ts";
import { blobPath, hashOf, readBlob } from "../storage.ts";
import type { OpenManifest } from "./open-manifest.ts";
import { openManifest } from "./open-manifest.ts";

/** Opens the stored manifest with this hash; refused when it is missing or damaged. */
export async function openStoredManifest(hash: string): Promise<OpenManifest> {
  const bytes = await readBlob(hash);
  if (hashOf(bytes) !== hash)
    throw new AppError("INTERNAL", `the stored manifest ${hash} was damaged on disk`);
  return openManifest(bytes, {
    read: ({ sha256 }) => createReadStream(blobPath(sha256)),
    isOwn: true,
  });
}
