import type { Context } from "../context.ts";

/** Forgets what the caller has changed of a sample. */
export async function discardWorkingEdit(ctx: Context, sampleId: string): Promise<void> {
  await ctx.db.workingEdit.deleteMany({ where: { sampleId, actorId: ctx.actor.id } });
}
