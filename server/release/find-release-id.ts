import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";

/** The id of the release with this name. */
export async function findReleaseId(ctx: Context, name: string): Promise<string> {
  const row = await ctx.db.release.findUnique({ where: { name }, select: { id: true } });
  if (!row) throw noRelease(name);
  return row.id;
}

/** The error for a name that no release has. */
export function noRelease(name: string): AppError {
  return new AppError("NOT_FOUND", `no release ${name}: "gsi release list" shows them`);
}
