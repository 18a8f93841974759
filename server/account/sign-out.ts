import type { Context } from "../context.ts";
import { authOver } from "./auth.ts";

/** Ends the session that a request belongs to. The answer holds the cookies that take its own away. */
export async function signOut(ctx: Context, headers: Headers): Promise<{ cookies: Headers }> {
  const answer = await authOver(ctx.db).api.signOut({ headers, returnHeaders: true });
  return { cookies: answer.headers };
}
