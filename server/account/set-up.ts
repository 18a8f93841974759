import { timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { AppError } from "../errors.ts";
import { setUpCode } from "./auth-secret.ts";
import { createOwner } from "./create-owner.ts";
import { NewUser } from "./create-user.ts";
import type { Guest } from "./guest.ts";
import { signIn } from "./sign-in.ts";
import { countAttempt } from "./sign-in-throttle.ts";

export const SetUpInput = NewUser.extend({ code: z.string().max(100) });
export type SetUpInput = z.infer<typeof SetUpInput>;

/** Makes the first owner's account and signs them in. The code shows that they are who started the studio. */
export async function setUp(guest: Guest, raw: SetUpInput): Promise<{ cookies: Headers }> {
  const { code, ...owner } = SetUpInput.parse(raw);
  await countAttempt(guest.db, "address", guest.address);
  if (!isSetUpCode(code))
    throw new AppError(
      "FORBIDDEN",
      "code: it is not the one that the studio printed when it started",
    );
  await createOwner(guest.db, owner);
  return signIn(guest, { email: owner.email, password: owner.password });
}

function isSetUpCode(code: string): boolean {
  const [given, right] = [Buffer.from(code.trim()), Buffer.from(setUpCode())];
  return given.length === right.length && timingSafeEqual(given, right);
}
