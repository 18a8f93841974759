import type { Context } from "../context.ts";

/** Ids of the scene's kept photos, in walking order. */
export async function findKeptFrames(ctx: Context, sceneId: string): Promise<string[]> {
  const frames = await ctx.db.frame.findMany({
    where: { sceneId, selection: "kept" },
    orderBy: [{ number: "asc" }, { key: "asc" }],
    select: { id: true },
  });
  return frames.map(({ id }) => id);
}
