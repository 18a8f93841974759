import { headers } from "next/headers";
import type * as z from "zod";
import type { Permission } from "#core/account/permission.ts";
import type { Context } from "../context.ts";
import type { ErrorCode } from "../errors.ts";
import { performAction } from "./perform-action.ts";

/** What a server action answers: the verb's result, or an error that may be shown. */
export type ActionResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

/** Runs a verb for the person behind the request that Next is answering, when they may. */
export async function runAction<S extends z.ZodType, T>(
  permission: Permission,
  schema: S,
  raw: unknown,
  verb: (ctx: Context, input: z.output<S>) => Promise<T>,
): Promise<ActionResult<T>> {
  return performAction(await headers(), permission, schema, raw, verb);
}
