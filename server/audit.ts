import type { Prisma } from "../prisma/generated/client.ts";
import type { Context } from "./context.ts";

/** Writes one line of the audit log in the caller's transaction. `action` is `noun.verb`. */
export async function audit(
  ctx: Context,
  entry: {
    action: string;
    subjectId: string;
    before?: Prisma.InputJsonValue;
    after?: Prisma.InputJsonValue;
  },
): Promise<void> {
  await ctx.db.auditEntry.create({ data: { ...entry, actorId: ctx.actor.id } });
}
