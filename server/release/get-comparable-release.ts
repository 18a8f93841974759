import type { ComparableRelease } from "#core/release/compare-releases.ts";
import type { Context } from "../context.ts";
import { getImportedRelease } from "./get-imported-release.ts";
import { getRelease } from "./get-release.ts";

/** What is compared of the release with this name, frozen here or made elsewhere. */
export async function getComparableRelease(
  ctx: Context,
  name: string,
): Promise<ComparableRelease & { readonly name: string }> {
  const imported = await getImportedRelease(ctx, name);
  return imported ? imported.dataset : (await getRelease(ctx, name)).manifest;
}
