import * as z from "zod";
import { KeyMap, Preferences } from "#core/preference/preferences.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { getPreferences } from "./get-preferences.ts";

/** The parts that change; what is left out stays. */
export const SavePreferencesInput = z.strictObject({
  keys: KeyMap.optional(),
  guidelinesRead: Preferences.shape.guidelinesRead.unwrap().optional(),
});
export type SavePreferencesInput = z.input<typeof SavePreferencesInput>;

/** Keeps a person's preferences: the caller's own, never another's. */
export async function savePreferences(
  ctx: Context,
  raw: SavePreferencesInput,
): Promise<Preferences> {
  const changes = SavePreferencesInput.parse(raw);
  const actorId = ctx.actor.id;
  return withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    await tx.preference.createMany({ data: [{ actorId, value: {} }], skipDuplicates: true });
    // Two tabs may change two parts at once: each waits for the other's row.
    await tx.$queryRaw`SELECT 1 FROM "Preference" WHERE "actorId" = ${actorId} FOR UPDATE`;
    const before = await getPreferences(inside);
    const after = Preferences.parse({ ...before, ...definedOf(changes) });
    await tx.preference.update({
      where: { actorId },
      data: { value: after, updatedAt: new Date() },
    });
    await audit(inside, {
      action: "preferences.save",
      subjectId: actorId,
      before: before satisfies Prisma.InputJsonValue,
      after: after satisfies Prisma.InputJsonValue,
    });
    return after;
  });
}

function definedOf<T extends object>(values: T): Partial<T> {
  const defined = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(defined) as Partial<T>;
}
