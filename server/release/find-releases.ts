import { ExportFormat } from "#core/release/export-format.ts";
import { ReleaseOrigin } from "#core/release/release-name.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";

/** That a version should not be taken any more. */
export type Deprecation = { readonly note: string; readonly by: string; readonly at: Date };

/** How often a release was exported or downloaded in one layout. */
export type DownloadCount = {
  readonly format: ExportFormat;
  readonly started: number;
  /** Of those started, so many came to their end. */
  readonly finished: number;
};

/** A frozen version, as a line of a list. */
export type ReleaseListItem = {
  readonly name: string;
  /** The benchmark and the version of it; both null where the release has a name alone. */
  readonly series: string | null;
  readonly version: string | null;
  readonly source: ReleaseOrigin;
  readonly sampleCount: number;
  readonly manifestHash: string;
  readonly by: string;
  readonly createdAt: Date;
  /** Null where it is not deprecated. */
  readonly deprecation: Deprecation | null;
  /** By layout, those that were ever asked for. */
  readonly downloads: readonly DownloadCount[];
};

/** What a line of the list is made of. */
export const listed = {
  actor: true,
  deprecation: { include: { actor: true } },
  downloads: { orderBy: { format: "asc" } },
} as const satisfies Prisma.ReleaseInclude;

/** All frozen versions, the newest first. */
export async function findReleases(ctx: Context): Promise<ReleaseListItem[]> {
  const rows = await ctx.db.release.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    include: listed,
  });
  return rows.map(listItemOf);
}

/** A row as a line of the list. */
export function listItemOf(
  row: Prisma.ReleaseGetPayload<{ include: typeof listed }>,
): ReleaseListItem {
  const { deprecation } = row;
  return {
    name: row.name,
    series: row.series,
    version: row.version,
    source: ReleaseOrigin.parse(row.source),
    sampleCount: row.sampleCount,
    manifestHash: row.manifestHash,
    by: row.actor.name,
    createdAt: row.createdAt,
    deprecation: deprecation && {
      note: deprecation.note,
      by: deprecation.actor.name,
      at: deprecation.createdAt,
    },
    downloads: row.downloads.map(({ format, started, finished }) => ({
      format: ExportFormat.parse(format),
      started,
      finished,
    })),
  };
}
