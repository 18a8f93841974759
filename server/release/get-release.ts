import type { Composition } from "#core/release/composition.ts";
import { compositionOf } from "#core/release/composition.ts";
import type { Manifest } from "#core/release/manifest.ts";
import { sourcesKeptBack } from "#core/release/media-terms.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { noRelease } from "./find-release-id.ts";
import type { ReleaseListItem } from "./find-releases.ts";
import { listItemOf, listed } from "./find-releases.ts";
import { readStoredManifest } from "./read-stored-manifest.ts";

/** A frozen version with all that its manifest says. */
export type ReleaseDetail = ReleaseListItem & {
  readonly id: string;
  readonly manifest: Manifest;
  readonly composition: Composition;
  /** Kinds of scans whose photos may not be passed on. */
  readonly keptBack: readonly string[];
  /** Bytes of the photos and edits together. */
  readonly sizeBytes: number;
};

/** One release by name that was frozen here. */
export async function getRelease(ctx: Context, name: string): Promise<ReleaseDetail> {
  const row = await ctx.db.release.findUnique({ where: { name }, include: listed });
  if (!row) throw noRelease(name);
  if (row.source === "imported")
    throw new AppError(
      "PRECONDITION",
      `release ${name} was made elsewhere and imported: it can be browsed and compared, no more`,
    );
  const manifest = await readStoredManifest(row.manifestHash);
  return {
    ...listItemOf(row),
    id: row.id,
    manifest,
    composition: compositionOf(manifest),
    keptBack: sourcesKeptBack(manifest),
    sizeBytes: manifest.files.reduce((sum, { size }) => sum + size, 0),
  };
}
