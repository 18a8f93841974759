import { ReleaseSource } from "#core/release/release-name.ts";
import type { Context } from "../context.ts";

/** A frozen version, as a line of a list. */
export type ReleaseListItem = {
  readonly name: string;
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
    source: ReleaseSource.parse(row.source),
    sampleCount: row.sampleCount,
    manifestHash: row.manifestHash,
    by: row.actor.name,
    createdAt: row.createdAt,
  }));
}
