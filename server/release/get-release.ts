import type { Composition } from "#core/release/composition.ts";
import { compositionOf } from "#core/release/composition.ts";
import type { Manifest } from "#core/release/manifest.ts";
import { ReleaseSource } from "#core/release/release-name.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { ReleaseListItem } from "./find-releases.ts";
import { readStoredManifest } from "./read-stored-manifest.ts";

/** A frozen version with all that its manifest says. */
export type ReleaseDetail = ReleaseListItem & {
  readonly manifest: Manifest;
  readonly composition: Composition;
  /** Bytes of the photos and edits together. */
  readonly sizeBytes: number;
};

/** One release by name. */
export async function getRelease(ctx: Context, name: string): Promise<ReleaseDetail> {
  const row = await ctx.db.release.findUnique({ where: { name }, include: { actor: true } });
  if (!row) throw new AppError("NOT_FOUND", `no release ${name}: "gsi release list" shows them`);
  const manifest = await readStoredManifest(row.manifestHash);
  return {
    name: row.name,
    series: row.series,
    version: row.version,
    source: ReleaseSource.parse(row.source),
    sampleCount: row.sampleCount,
    manifestHash: row.manifestHash,
    by: row.actor.name,
    createdAt: row.createdAt,
    manifest,
    composition: compositionOf(manifest),
    sizeBytes: manifest.files.reduce((sum, { size }) => sum + size, 0),
  };
}
