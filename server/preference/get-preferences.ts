import { Preferences } from "#core/preference/preferences.ts";
import type { Context } from "../context.ts";

/** What the studio keeps for the caller. A part that cannot be read any more is as if it had never been set. */
export async function getPreferences(ctx: Context): Promise<Preferences> {
  const row = await ctx.db.preference.findUnique({ where: { actorId: ctx.actor.id } });
  const read = Preferences.safeParse(row?.value ?? {});
  return read.success ? read.data : Preferences.parse({});
}
