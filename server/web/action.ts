import * as z from "zod";
import type { Context } from "../context.ts";
import { localContext } from "../context.ts";
import type { ErrorCode } from "../errors.ts";
import { AppError } from "../errors.ts";

/** What a server action answers: the verb's result, or an error that may be shown. */
export type ActionResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/**
 * Runs a verb for the person behind the request: parses what came over the wire, calls the verb, and
 * turns what went wrong into a result. An error that nobody foresaw is logged and kept from the page.
 */
export async function runAction<S extends z.ZodType, T>(
  schema: S,
  raw: unknown,
  verb: (ctx: Context, input: z.output<S>) => Promise<T>,
): Promise<ActionResult<T>> {
  const input = schema.safeParse(raw);
  if (!input.success) return { ok: false, code: "INVALID", message: z.prettifyError(input.error) };
  try {
    return { ok: true, value: await verb(await localContext(), input.data) };
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
