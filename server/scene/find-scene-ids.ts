import type { Context } from "../context.ts";

/** The ids of all scenes, in order. */
export async function findSceneIds(ctx: Context): Promise<string[]> {
  const scenes = await ctx.db.scene.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  return scenes.map(({ id }) => id);
}
