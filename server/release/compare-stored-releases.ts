import * as z from "zod";
import type { ReleaseComparison } from "#core/release/compare-releases.ts";
import { compareReleases } from "#core/release/compare-releases.ts";
import { ReleaseName } from "#core/release/release-name.ts";
import type { Context } from "../context.ts";
import { getComparableRelease } from "./get-comparable-release.ts";

/** Two releases by name. */
export const CompareStoredReleasesInput = z.object({ a: ReleaseName, b: ReleaseName });

/** Says how the release `b` differs from `a`. */
export async function compareStoredReleases(
  ctx: Context,
  { a, b }: z.infer<typeof CompareStoredReleasesInput>,
): Promise<ReleaseComparison> {
  const [first, second] = await Promise.all([
    getComparableRelease(ctx, a),
    getComparableRelease(ctx, b),
  ]);
  return compareReleases(first, second);
}
