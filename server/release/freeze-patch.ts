import * as z from "zod";
import { Citation } from "#core/release/citation.ts";
import type { Edition } from "#core/release/edition.ts";
import { Changelog } from "#core/release/edition.ts";
import { errataChangelog } from "#core/release/errata-changelog.ts";
import { ReleaseName } from "#core/release/release-name.ts";
import {
  ReleaseVersion,
  compareVersions,
  nextVersion,
  versionedName,
} from "#core/release/version.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { choosePatched } from "./choose-patched.ts";
import type { FrozenRelease } from "./freeze-release.ts";
import { freezePhotos, holdSamples, requireFreeName } from "./freeze-release.ts";
import { getReleaseErrata } from "./get-release-errata.ts";
import { getReleaseSummary } from "./get-release.ts";

export const FreezePatchInput = z.object({
  /** The version that is to be superseded. */
  name: ReleaseName,
  /** The next patch version where left out. */
  version: ReleaseVersion.optional(),
  /** Comes after the errata in the changelog. */
  changelog: Changelog.optional(),
  /** That of the superseded version where left out, without its DOI and its day. */
  citation: Citation.optional(),
});

/**
 * Freezes a version that takes the place of another: the same frozen samples without those that have an
 * erratum, or with them as they were corrected and accepted since. The manifest names the version it
 * supersedes, the errata and their reasons. The superseded version stays as it is.
 */
export async function freezePatch(
  ctx: Context,
  raw: z.input<typeof FreezePatchInput>,
): Promise<FrozenRelease> {
  const { name: from, version: asked, changelog, citation } = FreezePatchInput.parse(raw);
  return withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const release = await getReleaseSummary(inside, from);
    const { series, version: old } = release;
    if (series === null || old === null)
      throw new AppError(
        "PRECONDITION",
        `release ${from} has a name and no version, so it has no patch: freeze the samples again with a version`,
      );
    const version = asked ?? nextVersion(old, "patch");
    if (compareVersions(version, old) <= 0)
      throw new AppError("INVALID", `version: ${version} does not come after ${old}`);
    const name = versionedName(series, version);
    await requireFreeName(inside, name);
    const { errata: recorded, supersededBy } = await getReleaseErrata(inside, from);
    if (supersededBy !== null)
      throw new AppError(
        "CONFLICT",
        `release ${from} has a patch already, ${supersededBy}: patch that one`,
      );
    if (recorded.length === 0)
      throw new AppError(
        "PRECONDITION",
        `release ${from} has no erratum: "gsi release erratum ${from} SAMPLE --reason …" records one`,
      );
    await holdSamples(inside);
    const { photos, errata } = await choosePatched(inside, release, recorded);
    const supersedes = { name: from, manifestHash: release.manifestHash };
    const edition: Edition = {
      series,
      version,
      changelog: errataChangelog(supersedes, errata, changelog),
      citation: citation ?? carriedOver(release.summary.edition?.citation),
      supersedes,
      errata,
    };
    const { source, draft } = release.summary;
    return freezePhotos(inside, {
      name,
      edition,
      source,
      draft,
      photos,
      supersedesId: release.id,
    });
  });
}

/** A DOI and a day of publication belong to one version. */
function carriedOver(citation: Citation | undefined): Citation | undefined {
  if (!citation) return undefined;
  const { doi: _doi, published: _published, ...rest } = citation;
  return rest;
}
