import * as z from "zod";
import { Role } from "#core/account/role.ts";
import { audit } from "../audit.ts";
import type { Db } from "../db.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { createUser, NewUser } from "./create-user.ts";
import type { Guest } from "./guest.ts";
import { hashToken } from "./secret-token.ts";
import { signIn } from "./sign-in.ts";
import { countAttempt } from "./sign-in-throttle.ts";

export const AcceptInvitationInput = NewUser.extend({ token: z.string().max(100) });
export type AcceptInvitationInput = z.infer<typeof AcceptInvitationInput>;

/** The role that a link invites to; null when it is used, taken back, over or none of ours. */
export async function findInvitedRole(db: Db, token: string): Promise<Role | null> {
  const found = await db.invitation.findFirst({ where: open(token), select: { role: true } });
  return found && Role.parse(found.role);
}

/** Makes the account of somebody who was invited and signs them in. A link serves once. */
export async function acceptInvitation(
  guest: Guest,
  raw: AcceptInvitationInput,
): Promise<{ cookies: Headers }> {
  const { token, ...person } = AcceptInvitationInput.parse(raw);
  await countAttempt(guest.db, "address", guest.address);
  await withTransaction(guest.db, async (tx) => {
    const [invitation] = await tx.invitation.updateManyAndReturn({
      where: open(token),
      data: { acceptedAt: new Date() },
    });
    if (!invitation)
      throw new AppError(
        "NOT_FOUND",
        "this invitation is used up, taken back or too old: ask for a new one",
      );
    const actor = await createUser(tx, person, Role.parse(invitation.role));
    await tx.invitation.update({ where: { id: invitation.id }, data: { acceptedBy: actor.id } });
    await audit(
      { db: tx, actor },
      {
        action: "member.join",
        subjectId: actor.id,
        after: { email: person.email, role: invitation.role, invitedBy: invitation.createdBy },
      },
    );
  });
  return signIn(guest, { email: person.email, password: person.password });
}

function open(token: string) {
  return {
    tokenHash: hashToken(token),
    acceptedAt: null,
    revokedAt: null,
    expiresAt: { gt: new Date() },
  };
}
