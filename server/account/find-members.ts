import { Role } from "#core/account/role.ts";
import type { Context } from "../context.ts";

/** Somebody with an account, as a line of a list. */
export type Member = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly joinedAt: Date;
  readonly deactivatedAt: Date | null;
  /** When the newest of their open sessions was begun; null when they have none. */
  readonly signedInAt: Date | null;
};

export type OpenInvitation = {
  readonly id: string;
  readonly role: Role;
  readonly by: string;
  readonly mine: boolean;
  readonly expiresAt: Date;
};

/** Everybody with an account, in the order in which they came, and the invitations that are still open. */
export async function findMembers(
  ctx: Context,
): Promise<{ members: Member[]; invitations: OpenInvitation[] }> {
  const [users, invitations] = await Promise.all([
    ctx.db.user.findMany({
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      include: {
        sessions: {
          where: { expiresAt: { gt: new Date() } },
          orderBy: { createdAt: "desc" },
          take: 1,
        },
      },
    }),
    ctx.db.invitation.findMany({
      where: { acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } },
      orderBy: { createdAt: "asc" },
      include: { creator: true },
    }),
  ]);
  return {
    members: users.map(({ id, name, email, role, createdAt, deactivatedAt, sessions }) => ({
      id,
      name,
      email,
      role: Role.parse(role),
      joinedAt: createdAt,
      deactivatedAt,
      signedInAt: sessions[0]?.createdAt ?? null,
    })),
    invitations: invitations.map(({ id, role, creator, expiresAt }) => ({
      id,
      role: Role.parse(role),
      by: creator.name,
      mine: creator.id === ctx.actor.id,
      expiresAt,
    })),
  };
}
