import * as z from "zod";
import { Email } from "#core/account/account-rules.ts";
import { audit } from "../audit.ts";
import { AppError } from "../errors.ts";
import { authOver } from "./auth.ts";
import type { Guest } from "./guest.ts";
import { nullIfRefused } from "./refused.ts";
import { countAttempt, forgetAttempts, sweepAttempts } from "./sign-in-throttle.ts";

export const SignInInput = z.strictObject({ email: Email, password: z.string().max(200) });
export type SignInInput = z.input<typeof SignInInput>;

/**
 * Opens a session. The answer holds the cookies to set. Who is not known, whose account is shut off and who has the
 * password wrong are told the same, after the same work.
 */
export async function signIn(guest: Guest, raw: SignInInput): Promise<{ cookies: Headers }> {
  const { email, password } = SignInInput.parse(raw);
  await sweepAttempts(guest.db);
  await countAttempt(guest.db, "address", guest.address);
  await countAttempt(guest.db, "account", email);
  const answer = await authOver(guest.db)
    .api.signInEmail({
      body: { email, password },
      headers: guest.headers,
      returnHeaders: true,
    })
    .catch(nullIfRefused);
  if (!answer)
    throw new AppError("UNAUTHENTICATED", "there is no account with this email and password");
  await forgetAttempts(guest.db, email);
  const { id, name } = answer.response.user;
  await audit(
    { db: guest.db, actor: { id, name, kind: "person" } },
    { action: "account.sign-in", subjectId: id, after: { address: guest.address } },
  );
  return { cookies: answer.headers };
}
