import type { Author, Citation } from "./citation.ts";
import type { Edition } from "./edition.ts";

/** The version of DataCite's schema that `datacite.json` follows. */
const schemaVersion = "http://datacite.org/schema/kernel-4";

/**
 * The metadata with which a DOI is registered: DataCite 4.6 in the JSON form of its service, of a data set.
 * Holds only what the citation says; {@link missingForDataCite} names what a registration still needs. Null
 * where the release was frozen without saying how to cite it.
 *
 * Source: https://schema.datacite.org/meta/kernel-4.6.
 */
export function dataCite({ citation, version }: Edition): object | null {
  if (!citation) return null;
  const { title, authors, description, licence, doi, url, keywords, publisher, published } =
    citation;
  return {
    schemaVersion,
    identifiers: doi === undefined ? undefined : [{ identifier: doi, identifierType: "DOI" }],
    creators: authors.map(creatorOf),
    titles: [{ title }],
    publisher: publisher === undefined ? undefined : { name: publisher },
    publicationYear: published?.slice(0, 4),
    dates:
      published === undefined || published.length === 4
        ? undefined
        : [{ date: published, dateType: "Issued" }],
    types: { resourceTypeGeneral: "Dataset", resourceType: "Benchmark of spatial edits" },
    version,
    url,
    subjects: keywords?.map((subject) => ({ subject })),
    rightsList: licence === undefined ? undefined : [rightsOf(licence)],
    descriptions:
      description === undefined ? undefined : [{ description, descriptionType: "Abstract" }],
  };
}

/** The properties that DataCite demands and the citation does not say, by their names there. */
export function missingForDataCite({ doi, publisher, published }: Citation): string[] {
  return [
    ...(doi === undefined ? ["identifier (doi)"] : []),
    ...(publisher === undefined ? ["publisher"] : []),
    ...(published === undefined ? ["publicationYear (published)"] : []),
  ];
}

function creatorOf(author: Author): object {
  if ("name" in author) return { name: author.name, nameType: "Organizational" };
  const { familyNames, givenNames, orcid, affiliation } = author;
  return {
    name: givenNames === undefined ? familyNames : `${familyNames}, ${givenNames}`,
    nameType: "Personal",
    familyName: familyNames,
    givenName: givenNames,
    nameIdentifiers:
      orcid === undefined
        ? undefined
        : [
            {
              nameIdentifier: `https://orcid.org/${orcid}`,
              nameIdentifierScheme: "ORCID",
              schemeUri: "https://orcid.org",
            },
          ],
    affiliation: affiliation === undefined ? undefined : [{ name: affiliation }],
  };
}

function rightsOf(licence: string): object {
  return licence.startsWith("LicenseRef-")
    ? { rights: licence }
    : { rightsIdentifier: licence, rightsIdentifierScheme: "SPDX" };
}
