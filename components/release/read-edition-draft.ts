import type * as z from "zod";
import { Citation } from "#core/release/citation.ts";
import { ReleaseName } from "#core/release/release-name.ts";
import { ReleaseSeries, ReleaseVersion } from "#core/release/version.ts";
import type { EditionDraft } from "./edition-fields.tsx";

/** What a freeze is told of the edition. */
export type EditionRequest = {
  readonly version?: string;
  readonly changelog?: string;
  readonly citation?: Citation;
};

/** The typed fields as a freeze takes them under `name`, or the first thing that is wrong with them. */
export function readEditionDraft(
  name: string,
  draft: EditionDraft,
): { readonly name: string; readonly request: EditionRequest } | { readonly complaint: string } {
  const version = given(draft.version);
  const named = (version === undefined ? ReleaseName : ReleaseSeries).safeParse(name);
  if (named.error) return { complaint: messageOf(named.error) };
  const parsed = ReleaseVersion.optional().safeParse(version);
  if (parsed.error) return { complaint: messageOf(parsed.error) };
  const { version: _version, changelog, ...cited } = draft;
  const isCited = Object.values(cited).some((text) => given(text) !== undefined);
  const citation = isCited ? Citation.safeParse(citationOf(draft)) : null;
  if (citation?.error) return { complaint: messageOf(citation.error) };
  return {
    name: version === undefined ? name : `${name}-${version}`,
    request: { version, changelog: given(changelog), citation: citation?.data },
  };
}

function citationOf(draft: EditionDraft): object {
  const { title, authors, description, licence, doi, url, keywords, publisher, published } = draft;
  return {
    title: title.trim(),
    authors: parts(authors, "\n").map(authorOf),
    description: given(description),
    licence: given(licence),
    doi: given(doi),
    url: given(url),
    keywords: given(keywords) && parts(keywords, ","),
    publisher: given(publisher),
    published: given(published),
  };
}

/** `Family, Given, ORCID`; a line without a comma is an organisation. */
function authorOf(line: string): object {
  if (!line.includes(",")) return { name: line };
  const [familyNames, ...rest] = parts(line, ",");
  const orcid = rest.find((part) => /^\d{4}-/.test(part));
  const givenNames = rest.filter((part) => part !== orcid).join(", ");
  return { familyNames, givenNames: given(givenNames), orcid };
}

function parts(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function given(text: string): string | undefined {
  return text.trim() || undefined;
}

function messageOf({ issues: [issue] }: z.ZodError): string {
  const field = issue?.path.join(".");
  return field ? `${field}: ${issue?.message}` : (issue?.message ?? "");
}
