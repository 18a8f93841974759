import * as z from "zod";

/** One line of text: no line ends or other control characters, which the citation files cannot hold. */
const Line = z
  .string()
  .trim()
  .min(1, "may not be empty")
  .max(500, "has more than 500 characters")
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, "has a line end or a control character");

/** An ORCID iD, `0000-0002-1825-0097`, with the right check digit (ISO 7064 MOD 11-2). */
export const Orcid = z
  .string()
  .regex(/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/, "is not an ORCID iD such as 0000-0002-1825-0097")
  .refine(hasRightCheckDigit, "is no ORCID iD: its last digit does not fit the others");

const Person = z.strictObject({
  familyNames: Line,
  givenNames: Line.optional(),
  orcid: Orcid.optional(),
  affiliation: Line.optional(),
});

const Organisation = z.strictObject({ name: Line });

/** Somebody who made the benchmark. */
export const Author = z.union([Person, Organisation]);
export type Author = z.infer<typeof Author>;

/** How a release wants to be cited. Only what is known: nothing is made up for a field that is left out. */
export const Citation = z.strictObject({
  title: Line,
  authors: z.array(Author).min(1, "name at least one author"),
  description: z.string().trim().min(1).max(5000).optional(),
  /** Of what the authors made, the edits and their boxes; the photos stay under the terms of their scans. */
  licence: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9.+-]*$/,
      "is not an SPDX identifier such as CC-BY-4.0 or LicenseRef-Ours",
    )
    .optional(),
  doi: z
    .string()
    .regex(/^10\.\d{4,9}\/[^\s\p{Cc}]+$/u, "is not a bare DOI such as 10.5281/zenodo.1234567")
    .optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  keywords: z.array(Line).max(50).optional(),
  publisher: Line.optional(),
  /** Year or day of publication, `2026` or `2026-11-27`. */
  published: z.union([z.string().regex(/^\d{4}$/), z.iso.date()]).optional(),
});
export type Citation = z.infer<typeof Citation>;

function hasRightCheckDigit(orcid: string): boolean {
  const digits = orcid.replaceAll("-", "");
  let total = 0;
  for (const digit of digits.slice(0, -1)) total = (total + Number(digit)) * 2;
  const check = (12 - (total % 11)) % 11;
  return digits.at(-1) === (check === 10 ? "X" : String(check));
}
