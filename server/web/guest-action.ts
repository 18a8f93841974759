import { headers } from "next/headers";
import type * as z from "zod";
import { addressHeader } from "../account/auth.ts";
import type { Guest } from "../account/guest.ts";
import { database } from "../db.ts";
import { env } from "../env.ts";
import { AppError } from "../errors.ts";
import type { ActionResult } from "./action.ts";
import { performAsGuest } from "./perform-action.ts";
import { setCookies } from "./set-cookies.ts";

/** Runs a verb that signs somebody in, for the browser that Next is answering. */
export async function runSignIn<S extends z.ZodType>(
  schema: S,
  raw: unknown,
  verb: (guest: Guest, input: z.output<S>) => Promise<{ cookies: Headers }>,
): Promise<ActionResult<null>> {
  const request = await headers();
  return performAsGuest(request, schema, raw, async (input) => {
    if (env().GSI_AUTH !== "accounts")
      throw new AppError("PRECONDITION", "this studio has no accounts: nobody signs in");
    const address = request.get(addressHeader) ?? "unknown";
    await setCookies((await verb({ db: database(), headers: request, address }, input)).cookies);
    return null;
  });
}
