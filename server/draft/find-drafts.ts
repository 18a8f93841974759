import type { Context } from "../context.ts";
import type { Draft } from "./read-draft.ts";
import { draftOf } from "./read-draft.ts";

/** All drafts, the one last worked on first. */
export async function findDrafts(ctx: Context): Promise<Draft[]> {
  const rows = await ctx.db.releaseDraft.findMany({
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    include: { creator: true },
  });
  return rows.map(draftOf);
}
