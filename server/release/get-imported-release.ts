import type { ImportedDataset } from "#core/release/imported-dataset.ts";
import type { Context } from "../context.ts";
import { noRelease } from "./find-release-id.ts";
import type { ReleaseListItem } from "./find-releases.ts";
import { listItemOf, listed } from "./find-releases.ts";
import { readStoredImport } from "./read-stored-import.ts";

/** A data set from elsewhere that can be looked at here. */
export type ImportedRelease = ReleaseListItem & { readonly dataset: ImportedDataset };

/** The imported release with this name; null when the release was frozen here. */
export async function getImportedRelease(
  ctx: Context,
  name: string,
): Promise<ImportedRelease | null> {
  const row = await ctx.db.release.findUnique({ where: { name }, include: listed });
  if (!row) throw noRelease(name);
  if (row.source !== "imported") return null;
  return { ...listItemOf(row), dataset: await readStoredImport(row.manifestHash) };
}
