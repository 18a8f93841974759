import { editStem } from "./dataset-names.ts";
import type { ReleasedErratum, ReleaseReference } from "./edition.ts";

/** The changelog of a version that takes the place of another: its errata, and what else was said. Markdown. */
export function errataChangelog(
  supersedes: ReleaseReference,
  errata: readonly ReleasedErratum[],
  more?: string,
): string {
  const lines = errata.map(
    (erratum) =>
      `- ${erratum.outcome === "removed" ? "Removed" : "Corrected"} \`${editStem(erratum)}\`: ${erratum.reason}`,
  );
  const text = [`Takes the place of ${supersedes.name}.`, lines.join("\n"), more ?? ""];
  return text.join("\n\n").trim();
}
