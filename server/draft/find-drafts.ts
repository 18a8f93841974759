import { DraftSpec } from "#core/release/pick/draft-spec.ts";
import type { Context } from "../context.ts";

/** A draft, as a line of a list. */
export type DraftListItem = {
  readonly id: string;
  readonly name: string;
  readonly spec: DraftSpec;
  readonly version: number;
  readonly by: string;
  readonly updatedAt: Date;
};

/** All drafts, the one last worked on first. */
export async function findDrafts(ctx: Context): Promise<DraftListItem[]> {
  const rows = await ctx.db.releaseDraft.findMany({
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    include: { creator: true },
  });
  return rows.map(({ id, name, spec, version, creator, updatedAt }) => ({
    id,
    name,
    spec: DraftSpec.parse(spec),
    version,
    by: creator.name,
    updatedAt,
  }));
}
