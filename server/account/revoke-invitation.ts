import * as z from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";

export const InvitationRef = z.strictObject({ invitationId: z.uuid() });

/** Takes an open invitation back: one's own, or any for who manages members. */
export async function revokeInvitation(
  ctx: Context,
  raw: z.input<typeof InvitationRef>,
): Promise<null> {
  const { invitationId } = InvitationRef.parse(raw);
  return withTransaction(ctx.db, async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: {
        id: invitationId,
        acceptedAt: null,
        revokedAt: null,
        createdBy: ctx.permissions?.has("member.manage") ? undefined : ctx.actor.id,
      },
      data: { revokedAt: new Date() },
    });
    if (count === 0)
      throw new AppError("NOT_FOUND", "there is no open invitation of yours with this id");
    await audit({ ...ctx, db: tx }, { action: "member.uninvite", subjectId: invitationId });
    return null;
  });
}
