import { ImportedDataset } from "#core/release/imported-dataset.ts";
import { AppError } from "../errors.ts";
import { hashOf, readBlob } from "../storage.ts";

/** The stored manifest of an imported data set; refused when it is missing or damaged. */
export async function readStoredImport(hash: string): Promise<ImportedDataset> {
  const bytes = await readBlob(hash);
  if (hashOf(bytes) !== hash)
    throw new AppError("INTERNAL", `the stored manifest ${hash} was damaged on disk`);
  return ImportedDataset.parse(JSON.parse(bytes.toString("utf8")));
}
