import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { OpenManifest } from "./open-manifest.ts";
import { openStoredManifest } from "./open-stored-manifest.ts";

/** Opens the manifest of a frozen release by name. */
export async function openRelease(ctx: Context, name: string): Promise<OpenManifest> {
  const row = await ctx.db.release.findUnique({ where: { name } });
  if (!row) throw noRelease(name);
  return openStoredManifest(row.manifestHash);
}

export function noRelease(name: string): AppError {
  return new AppError("NOT_FOUND", `no release ${name}: "gsi release list" shows them`);
}
