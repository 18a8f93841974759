import { audit } from "../audit.ts";
import type { Db } from "../db.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { createUser, NewUser } from "./create-user.ts";

/** Whether anybody has an account yet. */
export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.user.findFirst({ select: { id: true } })) !== null;
}

/** Makes the account of the first owner. CONFLICT once anybody has one: everybody else is invited. */
export async function createOwner(db: Db, raw: NewUser): Promise<{ id: string }> {
  const input = NewUser.parse(raw);
  return withTransaction(db, async (tx) => {
    await tx.$executeRaw`LOCK TABLE "User" IN EXCLUSIVE MODE`;
    if (await hasUsers(tx))
      throw new AppError("CONFLICT", "this studio has an owner: ask them for an invitation");
    const actor = await createUser(tx, input, "owner");
    await audit(
      { db: tx, actor },
      { action: "member.create-owner", subjectId: actor.id, after: { email: input.email } },
    );
    return { id: actor.id };
  });
}
