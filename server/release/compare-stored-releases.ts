import * as z from "zod";
import type { ReleaseComparison } from "#core/release/compare-releases.ts";
import { compareReleases } from "#core/release/compare-releases.ts";
import { ReleaseName } from "#core/release/release-name.ts";
import type { Context } from "../context.ts";
import { getRelease } from "./get-release.ts";

/** Two frozen releases by name. */
export const CompareStoredReleasesInput = z.object({ a: ReleaseName, b: ReleaseName });

/** Says how the frozen release `b` differs from `a`. */
export async function compareStoredReleases(
  ctx: Context,
  { a, b }: z.infer<typeof CompareStoredReleasesInput>,
): Promise<ReleaseComparison> {
  const [first, second] = await Promise.all([getRelease(ctx, a), getRelease(ctx, b)]);
  return compareReleases(first.manifest, second.manifest);
}
