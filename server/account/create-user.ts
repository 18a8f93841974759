import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import * as z from "zod";
import { Email, Password, PersonName } from "#core/account/account-rules.ts";
import type { Role } from "#core/account/role.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import { AppError } from "../errors.ts";

/** What a person says of themselves when they make their account. */
export const NewUser = z.strictObject({ name: PersonName, email: Email, password: Password });
export type NewUser = z.infer<typeof NewUser>;

/** A person as they act, and as they sign in; by one id. CONFLICT when the email has an account. */
export async function createUser(
  tx: Prisma.TransactionClient,
  { name, email, password }: NewUser,
  role: Role,
): Promise<{ id: string; name: string; kind: "person" }> {
  const actor = { id: `person:${randomUUID()}`, name, kind: "person" } as const;
  const hash = await hashPassword(password);
  await tx.actor.create({ data: actor });
  const { count } = await tx.user.createMany({
    data: [{ id: actor.id, name, email, role }],
    skipDuplicates: true,
  });
  if (count === 0)
    throw new AppError("CONFLICT", `email: ${email} has an account already; sign in with it`);
  await tx.credential.create({
    data: {
      id: randomUUID(),
      userId: actor.id,
      accountId: actor.id,
      providerId: "credential",
      password: hash,
    },
  });
  return actor;
}
