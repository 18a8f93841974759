"use client";

import type { DraftQuery } from "#core/release/pick/draft-spec.ts";
import type { ReleaseSource } from "#core/release/release-name.ts";
import type { DraftChoices } from "#server/draft/get-draft.ts";
import { sourceText } from "#components/release/source-text.ts";
import { Select } from "#components/ui/select.tsx";
import { CheckList } from "./check-list.tsx";

const sources = (["accepted", "gated"] satisfies ReleaseSource[]).map((value) => ({
  value,
  label: `Samples ${sourceText[value]}`,
}));

/** Which samples may be chosen. */
export function QueryFields({
  query,
  choices,
  onChange,
}: {
  query: DraftQuery;
  choices: DraftChoices;
  onChange: (change: Partial<DraftQuery>) => void;
}) {
  const named = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-xs font-semibold">From</legend>
      <Select
        label="Samples"
        choices={sources}
        value={query.source}
        onChange={(source) => onChange({ source })}
        className="w-full"
      />
      <CheckList
        title="Operations"
        choices={named(choices.operations)}
        chosen={query.operations}
        onChange={(chosen) => onChange({ operations: chosen as DraftQuery["operations"] })}
      />
      <CheckList
        title="Scenes"
        choices={named(choices.scenes)}
        chosen={query.scenes}
        onChange={(scenes) => onChange({ scenes })}
      />
      <CheckList
        title="Labels"
        choices={named(choices.labels)}
        chosen={query.labels}
        onChange={(labels) => onChange({ labels })}
      />
      <CheckList
        title="Accepted by"
        choices={choices.reviewers.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={query.reviewers}
        onChange={(reviewers) => onChange({ reviewers })}
      />
      <DayField
        label="Accepted from"
        value={query.acceptedFrom}
        onChange={(acceptedFrom) => onChange({ acceptedFrom })}
      />
      <DayField
        label="Accepted until"
        value={query.acceptedUntil}
        onChange={(acceptedUntil) => onChange({ acceptedUntil })}
      />
    </fieldset>
  );
}

function DayField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | null;
  onChange: (day: string | null) => void;
}) {
  return (
    <label className="grid grid-cols-[minmax(0,1fr)_8.5rem] items-center gap-2 text-xs">
      {label}
      <input
        type="date"
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value || null)}
        className="figures h-7 w-full rounded-md border border-field bg-surface px-2 text-xs"
      />
    </label>
  );
}
