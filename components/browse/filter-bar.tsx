"use client";

import { Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState, useTransition } from "react";
import { OperationKind } from "#core/operation/operation.ts";
import { SampleState } from "#core/sample/sample-state.ts";
import { Button } from "#components/ui/button.tsx";
import { Select } from "#components/ui/select.tsx";
import { filterQuery } from "./filter-query.ts";
import type { WallFilter } from "./filter-query.ts";
import { stateText } from "./state-text.ts";

const any = "any";
const states = [
  { value: any, label: "Any state" },
  ...SampleState.options.map((value) => ({ value, label: stateText[value].text })),
];
const kinds = [
  { value: any, label: "Any operation" },
  ...OperationKind.options.map((value) => ({
    value,
    label: value.slice(0, 1).toUpperCase() + value.slice(1),
  })),
];

/** Narrows the wall. What is chosen stands in the address, so a view can be passed on. */
export function FilterBar({
  filter,
  sceneIds,
}: {
  filter: WallFilter;
  sceneIds: readonly string[];
}) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [text, setText] = useState(filter.text ?? "");
  const [label, setLabel] = useState(filter.label ?? "");
  const id = useId();
  const go = (change: WallFilter) =>
    startTransition(() => router.push(`/samples${filterQuery({ ...filter, ...change })}`));
  const chosen = (value: string) => (value === any ? undefined : value);
  const narrowed = Object.values(filter).some(Boolean);
  const field =
    "h-7 rounded-md border border-field bg-surface px-2 text-xs placeholder:text-soft focus-visible:outline-accent";
  return (
    <search aria-busy={pending}>
      <form
        className="flex flex-wrap items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          go({ text: text.trim() || undefined, label: label.trim() || undefined });
        }}
      >
        <Select
          label="State"
          choices={states}
          value={filter.state ?? any}
          onChange={(value) => go({ state: chosen(value) })}
        />
        <Select
          label="Operation"
          choices={kinds}
          value={filter.operation ?? any}
          onChange={(value) => go({ operation: chosen(value) })}
        />
        <Select
          label="Scene"
          choices={[
            { value: any, label: "Any scene" },
            ...sceneIds.map((value) => ({ value, label: value })),
          ]}
          value={filter.scene ?? any}
          onChange={(value) => go({ scene: chosen(value) })}
        />
        <label className="sr-only" htmlFor={`${id}-label`}>
          Label
        </label>
        <input
          id={`${id}-label`}
          value={label}
          onChange={(event) => setLabel(event.target.value)}
          placeholder="Label, e.g. chair"
          className={`w-36 ${field}`}
        />
        <label className="sr-only" htmlFor={`${id}-text`}>
          Words in the instruction
        </label>
        <input
          id={`${id}-text`}
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder="Words in the instruction"
          className={`w-52 ${field}`}
        />
        <Button type="submit" size="sm">
          <Search className="size-3.5" aria-hidden />
          Search
        </Button>
        {narrowed && (
          <Button
            size="sm"
            look="ghost"
            onClick={() => {
              setText("");
              setLabel("");
              startTransition(() => router.push("/samples"));
            }}
          >
            <X className="size-3.5" aria-hidden />
            Clear
          </Button>
        )}
      </form>
    </search>
  );
}
