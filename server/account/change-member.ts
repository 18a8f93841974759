import * as z from "zod";
import { Role } from "#core/account/role.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";

export const ChangeRoleInput = z.strictObject({ memberId: z.string().max(100), role: Role });
export const SetActiveInput = z.strictObject({
  memberId: z.string().max(100),
  active: z.boolean(),
});

/** Gives a member another role, from their next request on. The studio keeps at least one owner. */
export async function changeRole(
  ctx: Context,
  raw: z.input<typeof ChangeRoleInput>,
): Promise<null> {
  const { memberId, role } = ChangeRoleInput.parse(raw);
  return withTransaction(ctx.db, async (tx) => {
    const member = await lockMember(tx, memberId);
    await tx.user.update({ where: { id: memberId }, data: { role } });
    await requireOwner(tx);
    await audit(
      { ...ctx, db: tx },
      {
        action: "member.change-role",
        subjectId: memberId,
        before: { role: member.role },
        after: { role },
      },
    );
    return null;
  });
}

/** Shuts a member's account off, with their sessions and tokens, or lets them in again. What they did stays. */
export async function setActive(ctx: Context, raw: z.input<typeof SetActiveInput>): Promise<null> {
  const { memberId, active } = SetActiveInput.parse(raw);
  return withTransaction(ctx.db, async (tx) => {
    await lockMember(tx, memberId);
    const now = new Date();
    await tx.user.update({
      where: { id: memberId },
      data: { deactivatedAt: active ? null : now },
    });
    await requireOwner(tx);
    if (!active) {
      await tx.session.deleteMany({ where: { userId: memberId } });
      await tx.apiToken.updateMany({
        where: { actorId: memberId, revokedAt: null },
        data: { revokedAt: now },
      });
      await tx.sample.updateMany({
        where: { leaseActorId: memberId },
        data: { leaseActorId: null, leaseExpiresAt: null },
      });
    }
    await audit(
      { ...ctx, db: tx },
      { action: active ? "member.reactivate" : "member.deactivate", subjectId: memberId },
    );
    return null;
  });
}

/** The member's row, with all owners' locked: two owners who demote each other would leave none. */
async function lockMember(tx: Prisma.TransactionClient, id: string) {
  await tx.$queryRaw`SELECT "id" FROM "User" WHERE "role" = 'owner' ORDER BY "id" FOR UPDATE`;
  const member = await tx.user.findUnique({ where: { id } });
  if (!member) throw new AppError("NOT_FOUND", "there is no member with this id");
  return member;
}

async function requireOwner(tx: Prisma.TransactionClient): Promise<void> {
  if ((await tx.user.count({ where: { role: "owner", deactivatedAt: null } })) === 0)
    throw new AppError("PRECONDITION", "this is the only owner: make somebody else owner first");
}
