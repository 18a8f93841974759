import type { Manifest } from "#core/release/manifest.ts";
import { sourcesKeptBack } from "#core/release/media-terms.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { noRelease } from "./find-release-id.ts";
import type { ReleaseListItem } from "./find-releases.ts";
import { listItemOf, listed } from "./find-releases.ts";
import type { OpenManifest } from "./open-manifest.ts";
import { openStoredManifest } from "./open-stored-manifest.ts";
import { wholeManifest } from "./whole-manifest.ts";

/** A frozen version, with its manifest to be read. */
export type ReleaseDetail = ReleaseListItem &
  Pick<OpenManifest, "composition" | "sizeBytes"> & {
    readonly id: string;
    /** Kinds of scans whose photos may not be passed on. */
    readonly keptBack: readonly string[];
    readonly summary: OpenManifest;
  };

/** One release by name that was frozen here. */
export async function getReleaseSummary(ctx: Context, name: string): Promise<ReleaseDetail> {
  const row = await ctx.db.release.findUnique({ where: { name }, include: listed });
  if (!row) throw noRelease(name);
  if (row.source === "imported")
    throw new AppError(
      "PRECONDITION",
      `release ${name} was made elsewhere and imported: it can be browsed and compared, no more`,
    );
  const summary = await openStoredManifest(row.manifestHash);
  return {
    ...listItemOf(row),
    id: row.id,
    composition: summary.composition,
    keptBack: sourcesKeptBack(summary),
    sizeBytes: summary.sizeBytes,
    summary,
  };
}

/** One release by name with its manifest as one value: for what compares or lists whole releases, if they fit into memory. */
export async function getRelease(
  ctx: Context,
  name: string,
): Promise<ReleaseDetail & { readonly manifest: Manifest }> {
  const release = await getReleaseSummary(ctx, name);
  return { ...release, manifest: await wholeManifest(release.summary) };
}
