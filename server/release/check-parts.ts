import { messageOf, systemCodeOf } from "../errors.ts";
import type { ManifestList } from "#core/release/manifest-header.ts";
import { ManifestList as Lists, partPath } from "#core/release/manifest-header.ts";
import { commonNames } from "#core/release/export-format.ts";
import type { OpenManifest } from "./open-manifest.ts";
import type { VerifyProblem } from "./verify-problem.ts";

/** Says which lists of a manifest are missing, changed or cannot be read: nothing else can be said of such a copy. */
export async function checkParts(manifest: OpenManifest): Promise<VerifyProblem[]> {
  if (manifest.parts.length === 0) return [];
  const problems: VerifyProblem[] = [];
  for (const list of Lists.options) {
    const message = await problemOf(manifest, list);
    if (message !== null)
      problems.push({ kind: "manifest", file: partPath(list), field: null, message });
  }
  return problems;
}

async function problemOf(manifest: OpenManifest, list: ManifestList): Promise<string | null> {
  try {
    for await (const _entry of manifest.entries(list));
    return null;
  } catch (error) {
    return systemCodeOf(error) === "ENOENT"
      ? `${partPath(list)} is missing, and ${commonNames.manifest} names it`
      : messageOf(error);
  }
}
