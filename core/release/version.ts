import * as z from "zod";
import { ReleaseName } from "./release-name.ts";

/**
 * The version of a release, e.g. `1.0.0`, `1.1.0-rc.1`: Semantic Versioning 2.0.0 in lower case, without build
 * metadata, because it is part of the release's permanent name.
 */
export const ReleaseVersion = z
  .string()
  .regex(
    /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-(?:0|[1-9]\d*|\d*[a-z][a-z0-9]*)(?:\.(?:0|[1-9]\d*|\d*[a-z][a-z0-9]*))*)?$/,
    "a version is three numbers and, for a preview, lower-case words behind a hyphen, for example 1.0.0 or 1.1.0-rc.1",
  );
export type ReleaseVersion = z.infer<typeof ReleaseVersion>;

/**
 * The name that the versions of one benchmark share, e.g. `gsi-real`. Without dots, so that it is read off a
 * release's name without doubt: the version starts behind the last hyphen before the first dot.
 */
export const ReleaseSeries = z
  .string()
  .max(40, "the name of a benchmark has at most 40 characters")
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    "a benchmark with versions is named with lower-case letters, digits and single hyphens, for example gsi-real",
  );
export type ReleaseSeries = z.infer<typeof ReleaseSeries>;

/** Which part of a version goes up. `patch`: samples were taken out or corrected. */
export const VersionStep = z.enum(["patch", "minor", "major"]);
export type VersionStep = z.infer<typeof VersionStep>;

/** The permanent name of a version, e.g. `gsi-real-1.0.0`. */
export function versionedName(series: ReleaseSeries, version: ReleaseVersion): ReleaseName {
  return ReleaseName.parse(`${series}-${version}`);
}

/**
 * Negative when `a` comes before `b`, 0 when they are the same: by numbers, and a preview before its version.
 *
 * Source: Semantic Versioning 2.0.0 (https://semver.org), section 11.
 */
export function compareVersions(a: ReleaseVersion, b: ReleaseVersion): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (const [index, number] of left.core.entries()) {
    const order = compareNumbers(number, right.core[index] ?? "0");
    if (order !== 0) return order;
  }
  if (left.preview.length === 0 || right.preview.length === 0)
    return right.preview.length - left.preview.length;
  for (const [index, word] of left.preview.entries()) {
    const other = right.preview[index];
    if (other === undefined) return 1;
    const order = comparePreviewWords(word, other);
    if (order !== 0) return order;
  }
  return left.preview.length - right.preview.length;
}

/** The smallest version after `version` that is no preview and has everything below `step` at zero. */
export function nextVersion(version: ReleaseVersion, step: VersionStep): ReleaseVersion {
  const { core, preview } = partsOf(version);
  const kept = { major: 1, minor: 2, patch: 3 }[step];
  const isReached = preview.length > 0 && core.slice(kept).every((number) => number === "0");
  return core
    .map((number, index) => {
      if (index >= kept) return "0";
      return index === kept - 1 && !isReached ? String(BigInt(number) + 1n) : number;
    })
    .join(".");
}

/** Parts as text: a number may have more digits than a double holds. */
function partsOf(version: ReleaseVersion): { core: string[]; preview: string[] } {
  const hyphen = version.indexOf("-");
  return {
    core: (hyphen < 0 ? version : version.slice(0, hyphen)).split("."),
    preview: hyphen < 0 ? [] : version.slice(hyphen + 1).split("."),
  };
}

function comparePreviewWords(a: string, b: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber && isOtherNumber) return compareNumbers(a, b);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

/** Of digits without leading zeros, the longer is the larger. */
function compareNumbers(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}
