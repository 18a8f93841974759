import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";

/** @throws FORBIDDEN for somebody else's draft, unless the caller may write in any. */
export function requireOwnDraft(ctx: Context, draft: { name: string; createdBy: string }): void {
  if (draft.createdBy === ctx.actor.id || ctx.permissions?.has("draft.write-any")) return;
  throw new AppError(
    "FORBIDDEN",
    `the draft "${draft.name}" is another person's: start one of your own, or ask a release manager`,
  );
}
