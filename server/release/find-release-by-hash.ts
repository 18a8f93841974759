import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";

/** The name of the release whose manifest has this SHA-256. */
export async function findReleaseByHash(ctx: Context, manifestHash: string): Promise<string> {
  const row = await ctx.db.release.findFirst({
    where: { manifestHash: manifestHash.toLowerCase() },
    select: { name: true },
  });
  if (row) return row.name;
  throw new AppError("NOT_FOUND", `no release has a manifest with the hash ${manifestHash}`);
}
