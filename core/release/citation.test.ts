import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { citationCff } from "./citation-cff.ts";
import { Citation, Orcid } from "./citation.ts";
import { dataCite, missingForDataCite } from "./datacite.ts";

const full: Citation = {
  title: 'Spatial edits: "the office" # 1',
  authors: [
    {
      familyNames: "Carberry",
      givenNames: "Josiah",
      orcid: "0000-0002-1825-0097",
      affiliation: "Brown University",
    },
    { name: "Another Lab" },
  ],
  description: "Two lines:\n- one",
  licence: "CC-BY-4.0",
  doi: "10.5072/gsi.1",
  url: "https://example.org/gsi",
  keywords: ["image editing", "3d: boxes"],
  publisher: "Another Lab",
  published: "2026-11-27",
};

/** Reads back what `citationCff` writes: top-level scalars, and lists of scalars or of maps of scalars. */
function readCff(text: string): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  let list: unknown[] = [];
  for (const line of text.trimEnd().split("\n")) {
    const {
      indent = "",
      name,
      value = "",
    } = /^(?<indent> *(?:- )?)(?:(?<name>[a-z-]+):)? ?(?<value>.*)$/.exec(line)?.groups ?? {};
    const scalar: unknown = value === "" ? null : JSON.parse(value);
    if (indent === "" && name) fields[name] = scalar ?? (list = []);
    else if (!name) list.push(scalar);
    else if (indent.endsWith("- ")) list.push({ [name]: scalar });
    else Object.assign(list.at(-1) as object, { [name]: scalar });
  }
  return fields;
}

describe("a citation", () => {
  it("becomes a citation file with what the format requires, and every text as it was", () => {
    const cff = readCff(citationCff({ series: "gsi", version: "1.0.0", citation: full }) ?? "");
    expect(cff).toEqual({
      "cff-version": "1.2.0",
      message: expect.stringMatching(/cite/),
      type: "dataset",
      title: full.title,
      authors: [
        {
          "family-names": "Carberry",
          "given-names": "Josiah",
          orcid: "https://orcid.org/0000-0002-1825-0097",
          affiliation: "Brown University",
        },
        { name: "Another Lab" },
      ],
      abstract: full.description,
      license: "CC-BY-4.0",
      version: "1.0.0",
      doi: full.doi,
      url: full.url,
      keywords: full.keywords,
      "date-released": "2026-11-27",
    });
  });

  it("becomes DataCite metadata with every required property", () => {
    expect(missingForDataCite(full)).toEqual([]);
    expect(dataCite({ series: "gsi", version: "1.0.0", citation: full })).toMatchObject({
      identifiers: [{ identifier: full.doi, identifierType: "DOI" }],
      creators: [
        { name: "Carberry, Josiah", nameType: "Personal" },
        { name: "Another Lab", nameType: "Organizational" },
      ],
      titles: [{ title: full.title }],
      publisher: { name: "Another Lab" },
      publicationYear: "2026",
      types: { resourceTypeGeneral: "Dataset" },
      rightsList: [{ rightsIdentifier: "CC-BY-4.0" }],
    });
  });

  it("says nothing that was not given, and what is missing for a DOI", () => {
    const citation = { title: "T", authors: [{ name: "Lab" }], published: "2026" };
    const data = JSON.parse(JSON.stringify(dataCite({ citation }))) as object;
    expect(Object.keys(data).toSorted()).toEqual([
      "creators",
      "publicationYear",
      "schemaVersion",
      "titles",
      "types",
    ]);
    expect(missingForDataCite(citation)).toEqual(["identifier (doi)", "publisher"]);
    // A year is no date, and a licence of one's own is none of the list.
    const own = { ...citation, licence: "LicenseRef-Ours" };
    expect(citationCff({ citation: own })).not.toMatch(/^(date-released|license|version):/m);
    expect([citationCff({}), dataCite({})]).toEqual([null, null]);
  });

  it("refuses what is no ORCID, DOI, licence or field, by name", () => {
    const refused = (change: object) =>
      Citation.safeParse({ ...full, ...change }).error?.issues.map(({ path }) => path[0] ?? "");
    expect(refused({ doi: "https://doi.org/10.5072/gsi.1" })).toEqual(["doi"]);
    expect(refused({ licence: "CC BY 4.0" })).toEqual(["licence"]);
    expect(refused({ authors: [] })).toEqual(["authors"]);
    expect(refused({ title: "two\nlines" })).toEqual(["title"]);
    expect(refused({ url: "javascript:alert(1)" })).toEqual(["url"]);
    expect(refused({ license: "CC-BY-4.0" })).toEqual([""]);
    expect(Citation.safeParse(full).success).toBe(true);
  });

  it("notices every single wrong digit of an ORCID", () => {
    const right = "0000-0002-1694-233X";
    expect(Orcid.safeParse(right).success).toBe(true);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: right.length - 2 }), fc.nat(9), (at, digit) => {
        fc.pre(right[at] !== "-" && right[at] !== String(digit));
        const wrong = right.slice(0, at) + digit + right.slice(at + 1);
        expect(Orcid.safeParse(wrong).success).toBe(false);
      }),
    );
  });
});
