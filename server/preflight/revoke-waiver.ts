import * as z from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";

export const RevokeWaiverInput = z.object({ id: z.string() });
export type RevokeWaiverInput = z.infer<typeof RevokeWaiverInput>;

/** Takes a waiver back: the finding stands again. The waiver stays, with who revoked it and when. */
export async function revokeWaiver(ctx: Context, { id }: RevokeWaiverInput): Promise<null> {
  return withTransaction(ctx.db, async (tx) => {
    const { count } = await tx.waiver.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: new Date(), revokedBy: ctx.actor.id },
    });
    if (count === 0) throw new AppError("CONFLICT", "this waiver does not stand any more");
    await audit({ ...ctx, db: tx }, { action: "waiver.revoke", subjectId: id });
    return null;
  });
}
