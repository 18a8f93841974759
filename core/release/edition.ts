import * as z from "zod";
import { Citation } from "./citation.ts";
import { ReleaseName } from "./release-name.ts";
import { ReleaseSeries, ReleaseVersion } from "./version.ts";

/** Markdown, shown as text. */
export const Changelog = z.string().trim().min(1).max(50_000);

/** What became of a sample with an erratum in the version that follows. */
export const ErratumOutcome = z.enum(["removed", "corrected"]);
export type ErratumOutcome = z.infer<typeof ErratumOutcome>;

/** A sample of an earlier version that is wrong, why, and what was done about it. */
export const ReleasedErratum = z.object({
  sampleId: z.string(),
  imageId: z.string(),
  queryId: z.string(),
  reason: z.string(),
  outcome: ErratumOutcome,
});
export type ReleasedErratum = z.infer<typeof ReleasedErratum>;

/** A frozen version, and which content is meant by its name. */
export const ReleaseReference = z.object({
  name: ReleaseName,
  manifestHash: z.string().regex(/^[0-9a-f]{64}$/, "not a SHA-256 hash"),
});
export type ReleaseReference = z.infer<typeof ReleaseReference>;

/** What a frozen version is within its benchmark, and how it wants to be cited. All of it is given at the freeze. */
export const Edition = z
  .object({
    /** With `version`, or neither: a release may have a name alone. */
    series: ReleaseSeries.optional(),
    version: ReleaseVersion.optional(),
    changelog: Changelog.optional(),
    citation: Citation.optional(),
    /** The version that this one takes the place of; its `errata` are those of that version. */
    supersedes: ReleaseReference.optional(),
    errata: z.array(ReleasedErratum).optional(),
  })
  .refine(({ series, version }) => (series === undefined) === (version === undefined), {
    error: "a version belongs to a series, so both are given or none",
  });
export type Edition = z.infer<typeof Edition>;
