import type { Permission } from "#core/account/permission.ts";
import { ruleOf } from "#core/account/permission.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";

/** @throws FORBIDDEN unless the caller's role, and the scopes of their token, allow it. */
export function requirePermission(ctx: Context, permission: Permission): void {
  if (ctx.permissions?.has(permission)) return;
  throw new AppError(
    "FORBIDDEN",
    `you may not do this here: your role, or the scope of your token, does not let you ${ruleOf(permission).allows}`,
  );
}
