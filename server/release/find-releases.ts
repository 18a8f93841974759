import { ReleaseSource } from "#core/release/release-name.ts";
import type { Context } from "../context.ts";

/** A frozen version, as a line of a list. */
export type ReleaseListItem = {
  readonly name: string;
  /** The benchmark and the version of it; both null where the release has a name alone. */
  readonly series: string | null;
  readonly version: string | null;
  readonly source: ReleaseSource;
  readonly sampleCount: number;
  readonly manifestHash: string;
  readonly by: string;
  readonly createdAt: Date;
};

/** All frozen versions, the newest first. */
export async function findReleases(ctx: Context): Promise<ReleaseListItem[]> {
  const rows = await ctx.db.release.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    include: { actor: true },
  });
  return rows.map((row) => ({
    name: row.name,
    series: row.series,
    version: row.version,
    source: ReleaseSource.parse(row.source),
    sampleCount: row.sampleCount,
    manifestHash: row.manifestHash,
    by: row.actor.name,
    createdAt: row.createdAt,
  }));
}
