import { canonicalJson } from "#core/canonical-json.ts";
import { citationCff } from "#core/release/citation-cff.ts";
import { dataCite } from "#core/release/datacite.ts";
import type { Edition } from "#core/release/edition.ts";
import { commonNames } from "#core/release/export-format.ts";
import type { ExportFile } from "./export-file.ts";
import { textFile } from "./export-file.ts";

/** Changelog and citation of a release, in every export that has them to give. */
export function editionFiles(edition: Edition): ExportFile[] {
  const citation = citationCff(edition);
  const metadata = dataCite(edition);
  return [
    ...(edition.changelog === undefined
      ? []
      : [textFile(commonNames.changelog, `${edition.changelog}\n`)]),
    ...(citation === null ? [] : [textFile(commonNames.citation, citation)]),
    ...(metadata === null ? [] : [textFile(commonNames.dataCite, `${canonicalJson(metadata)}\n`)]),
  ];
}
