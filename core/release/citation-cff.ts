import type { Author } from "./citation.ts";
import type { Edition } from "./edition.ts";

/**
 * CITATION.cff of a release: Citation File Format 1.2.0, of a data set. Null where the release was frozen
 * without saying how to cite it. Values are written as JSON strings, which YAML reads as they are.
 *
 * Source: https://github.com/citation-file-format/citation-file-format, schema 1.2.0.
 */
export function citationCff({ citation, version }: Edition): string | null {
  if (!citation) return null;
  const { title, authors, description, licence, doi, url, keywords, published } = citation;
  const lines = [
    field("cff-version", "1.2.0"),
    field("message", "If you use this data set, please cite it as below."),
    field("type", "dataset"),
    field("title", title),
    "authors:",
    ...authors.map(authorLines),
    field("abstract", description),
    // The format takes identifiers of the SPDX list alone.
    field("license", licence?.startsWith("LicenseRef-") ? undefined : licence),
    field("version", version),
    field("doi", doi),
    field("url", url),
    ...(keywords?.length
      ? ["keywords:", ...keywords.map((word) => `  - ${JSON.stringify(word)}`)]
      : []),
    // A year alone is no date.
    field("date-released", published !== undefined && published.length > 4 ? published : undefined),
  ];
  return `${lines.filter((line) => line !== null).join("\n")}\n`;
}

function authorLines(author: Author): string {
  const fields =
    "name" in author
      ? [field("name", author.name)]
      : [
          field("family-names", author.familyNames),
          field("given-names", author.givenNames),
          field("orcid", author.orcid && `https://orcid.org/${author.orcid}`),
          field("affiliation", author.affiliation),
        ];
  return `  - ${fields.filter((line) => line !== null).join("\n    ")}`;
}

function field(name: string, value: string | undefined): string | null {
  return value === undefined ? null : `${name}: ${JSON.stringify(value)}`;
}
