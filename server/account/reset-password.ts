import { hashPassword } from "better-auth/crypto";
import * as z from "zod";
import { Email, Password } from "#core/account/account-rules.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { forgetAttempts } from "./sign-in-throttle.ts";

export const ResetPasswordInput = z.strictObject({ email: Email, password: Password });

/** Gives somebody who is locked out another password and ends their sessions. For the command line alone. */
export async function resetPassword(
  ctx: Context,
  raw: z.input<typeof ResetPasswordInput>,
): Promise<null> {
  const { email, password } = ResetPasswordInput.parse(raw);
  const hash = await hashPassword(password);
  return withTransaction(ctx.db, async (tx) => {
    const user = await tx.user.findUnique({ where: { email } });
    if (!user) throw new AppError("NOT_FOUND", `there is no account of ${email}`);
    await tx.credential.updateMany({
      where: { userId: user.id, providerId: "credential" },
      data: { password: hash },
    });
    await tx.session.deleteMany({ where: { userId: user.id } });
    await forgetAttempts(tx, email);
    await audit({ ...ctx, db: tx }, { action: "member.reset-password", subjectId: user.id });
    return null;
  });
}
