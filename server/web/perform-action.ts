import * as z from "zod";
import type { Permission } from "#core/account/permission.ts";
import { findViewer } from "../account/caller.ts";
import type { Context } from "../context.ts";
import { database } from "../db.ts";
import { AppError } from "../errors.ts";
import type { ActionResult } from "./action.ts";
import { requirePermission } from "./require-permission.ts";
import { requireSameOrigin } from "./same-origin.ts";

/**
 * Runs a verb for the person behind a request: looks where it comes from and who they are, whether they may, parses
 * what came over the wire, calls the verb, and turns what went wrong into a result.
 */
export async function performAction<S extends z.ZodType, T>(
  request: Headers,
  permission: Permission,
  schema: S,
  raw: unknown,
  verb: (ctx: Context, input: z.output<S>) => Promise<T>,
): Promise<ActionResult<T>> {
  return answer(request, schema, raw, async (input) => {
    const viewer = await findViewer(database(), request);
    if (!viewer) throw new AppError("UNAUTHENTICATED", "your session is over: sign in again");
    requirePermission(viewer.context, permission);
    return verb(viewer.context, input);
  });
}

/** Does something for somebody who is not signed in: signing in, setting the studio up, accepting an invitation. */
export async function performAsGuest<S extends z.ZodType, T>(
  request: Headers,
  schema: S,
  raw: unknown,
  verb: (input: z.output<S>) => Promise<T>,
): Promise<ActionResult<T>> {
  return answer(request, schema, raw, verb);
}

/** An error that nobody foresaw is logged and kept from the page. */
async function answer<S extends z.ZodType, T>(
  request: Headers,
  schema: S,
  raw: unknown,
  work: (input: z.output<S>) => Promise<T>,
): Promise<ActionResult<T>> {
  try {
    requireSameOrigin(request);
    const input = schema.safeParse(raw);
    if (!input.success) throw new AppError("INVALID", z.prettifyError(input.error));
    return { ok: true, value: await work(input.data) };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, code: error.code, message: error.message };
    console.error(error);
    return {
      ok: false,
      code: "INTERNAL",
      message: "The server could not do this. Its log has the details.",
    };
  }
}
