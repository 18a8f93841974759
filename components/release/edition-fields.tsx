"use client";

import { useId } from "react";

/** The fields of an edition as somebody types them. Empty is not given. */
export type EditionDraft = {
  readonly version: string;
  readonly changelog: string;
  readonly title: string;
  /** One a line: `Family, Given, ORCID`, or an organisation without a comma. */
  readonly authors: string;
  readonly description: string;
  readonly licence: string;
  readonly doi: string;
  readonly url: string;
  readonly keywords: string;
  readonly publisher: string;
  readonly published: string;
};

export const emptyEdition: EditionDraft = {
  version: "",
  changelog: "",
  title: "",
  authors: "",
  description: "",
  licence: "",
  doi: "",
  url: "",
  keywords: "",
  publisher: "",
  published: "",
};

const fields: readonly [
  name: Exclude<keyof EditionDraft, "version">,
  label: string,
  placeholder: string,
  rows?: number,
][] = [
  ["changelog", "Changelog", "What is new, Markdown", 3],
  ["title", "Title to cite", "Spatial edits of indoor photos"],
  ["authors", "Authors, one a line", "Family, Given, 0000-0002-1825-0097", 2],
  ["description", "Description", "", 2],
  ["licence", "Licence (SPDX)", "CC-BY-4.0"],
  ["doi", "DOI", "10.5281/zenodo.1234567"],
  ["url", "Web page", "https://"],
  ["keywords", "Keywords, by commas", "image editing, 3D"],
  ["publisher", "Publisher", ""],
  ["published", "Published", "2026 or 2026-11-27"],
];

/** Asks for version, changelog and citation of a release that is about to be frozen. All of them may be left empty. */
export function EditionFields({
  value,
  onChange,
}: {
  value: EditionDraft;
  onChange: (value: EditionDraft) => void;
}) {
  const id = useId();
  const input =
    "mt-1 w-full rounded-md border border-field bg-surface px-2.5 py-1.5 text-xs placeholder:text-soft";
  return (
    <>
      <div>
        <label htmlFor={`${id}-version`} className="text-xs font-medium">
          Version <span className="font-normal text-soft">(optional)</span>
        </label>
        <input
          id={`${id}-version`}
          value={value.version}
          autoComplete="off"
          placeholder="1.0.0"
          onChange={(event) => onChange({ ...value, version: event.target.value })}
          className={`${input} font-mono`}
        />
      </div>
      <details>
        <summary className="text-xs font-medium">Changelog and citation</summary>
        <div className="mt-2 flex flex-col gap-2.5">
          {fields.map(([name, label, placeholder, rows]) => {
            const Field = rows ? "textarea" : "input";
            return (
              <div key={name}>
                <label htmlFor={`${id}-${name}`} className="text-xs">
                  {label}
                </label>
                <Field
                  id={`${id}-${name}`}
                  value={value[name]}
                  rows={rows}
                  autoComplete="off"
                  placeholder={placeholder}
                  onChange={(event) => onChange({ ...value, [name]: event.target.value })}
                  className={input}
                />
              </div>
            );
          })}
        </div>
      </details>
    </>
  );
}
