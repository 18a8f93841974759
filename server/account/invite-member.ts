import * as z from "zod";
import { Role } from "#core/account/role.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { newSecretToken } from "./secret-token.ts";

export const InviteMemberInput = z.strictObject({
  role: Role,
  days: z.number().int().min(1).max(30).default(7),
});
export type InviteMemberInput = z.input<typeof InviteMemberInput>;

/**
 * Makes a link that lets one person make an account in a role. It is told once; only its hash is kept. Who does not
 * manage members may invite annotators only.
 */
export async function inviteMember(
  ctx: Context,
  raw: InviteMemberInput,
): Promise<{ id: string; token: string; expiresAt: Date }> {
  const { role, days } = InviteMemberInput.parse(raw);
  if (role !== "annotator" && !ctx.permissions?.has("member.manage"))
    throw new AppError("FORBIDDEN", `role: only an owner may invite somebody as ${role}`);
  const { token, hash } = newSecretToken("");
  const expiresAt = new Date(Date.now() + days * 86_400_000);
  return withTransaction(ctx.db, async (tx) => {
    const { id } = await tx.invitation.create({
      data: { tokenHash: hash, role, expiresAt, createdBy: ctx.actor.id },
    });
    await audit(
      { ...ctx, db: tx },
      {
        action: "member.invite",
        subjectId: id,
        after: { role, expiresAt: expiresAt.toISOString() },
      },
    );
    return { id, token, expiresAt };
  });
}
