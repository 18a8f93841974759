import * as z from "zod";
import { Password } from "#core/account/account-rules.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { authOver } from "./auth.ts";
import { nullIfRefused } from "./refused.ts";
import { countAttempt } from "./sign-in-throttle.ts";

export const ChangePasswordInput = z.strictObject({
  current: z.string().max(200),
  password: Password,
});
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;

/** Changes the caller's own password and ends their other sessions. The answer holds the cookies of the new one. */
export async function changePassword(
  ctx: Context,
  headers: Headers,
  raw: ChangePasswordInput,
): Promise<{ cookies: Headers }> {
  const { current, password } = ChangePasswordInput.parse(raw);
  const user = await ctx.db.user.findUnique({ where: { id: ctx.actor.id } });
  if (!user) throw new AppError("PRECONDITION", "nobody signs in to this studio with a password");
  await countAttempt(ctx.db, "account", user.email);
  const answer = await authOver(ctx.db)
    .api.changePassword({
      body: { currentPassword: current, newPassword: password, revokeOtherSessions: true },
      headers,
      returnHeaders: true,
    })
    .catch(nullIfRefused);
  if (!answer) throw new AppError("FORBIDDEN", "current: this is not your password");
  await audit(ctx, { action: "account.change-password", subjectId: user.id });
  return { cookies: answer.headers };
}
