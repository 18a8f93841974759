import type { Author, Citation } from "./citation.ts";
import type { Edition } from "./edition.ts";

/**
 * A release as a line in a list of references: creators (year): title, version, publisher, link. What the
 * citation does not say is left out.
 *
 * Source: DataCite's recommended form of a citation (https://schema.datacite.org/meta/kernel-4.6).
 */
export function citationText({ citation, version }: Edition & { citation: Citation }): string {
  const { authors, published, title, publisher, doi, url } = citation;
  const year = published === undefined ? "" : ` (${published.slice(0, 4)})`;
  const parts = [
    `${authors.map(nameOf).join("; ")}${year}: ${title}`,
    version && `Version ${version}`,
    publisher,
    "Dataset",
    doi === undefined ? url : `https://doi.org/${doi}`,
  ];
  return parts.filter((part) => part !== undefined).join(". ");
}

function nameOf(author: Author): string {
  if ("name" in author) return author.name;
  const { familyNames, givenNames } = author;
  return givenNames === undefined ? familyNames : `${familyNames}, ${givenNames}`;
}
