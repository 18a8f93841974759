"use client";

import { ChevronRight } from "lucide-react";
import { useId } from "react";

/** Any of a list; none chosen means all. Long lists scroll. */
export function CheckList({
  title,
  choices,
  chosen,
  onChange,
}: {
  title: string;
  choices: readonly { readonly value: string; readonly label: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const id = useId();
  // What was chosen stays to be taken back, also when no candidate has it any more.
  const gone = chosen.filter((value) => !choices.some((choice) => choice.value === value));
  const all = [...choices, ...gone.map((value) => ({ value, label: `${value} (none left)` }))];
  const toggle = (value: string) =>
    onChange(
      chosen.includes(value)
        ? chosen.filter((one) => one !== value)
        : [...chosen, value].toSorted(),
    );
  return (
    <details className="group">
      <summary className="flex items-center gap-1 rounded-sm py-0.5 text-xs hover:bg-hover">
        <ChevronRight className="size-3 text-soft group-open:rotate-90" aria-hidden />
        <span id={id} className="flex-1">
          {title}
        </span>
        <span className="figures truncate font-medium text-soft">
          {chosen.length === 0 ? "all" : `${chosen.length} of ${all.length}`}
        </span>
      </summary>
      <fieldset
        aria-labelledby={id}
        className="mt-1 flex max-h-40 flex-col overflow-y-auto rounded-md border border-line p-1"
      >
        {all.map(({ value, label }) => (
          <label
            key={value}
            className="flex cursor-pointer items-center gap-2 rounded-sm px-1.5 py-0.5 text-xs hover:bg-hover"
          >
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={() => toggle(value)}
              className="accent-current"
            />
            <span className="truncate">{label}</span>
          </label>
        ))}
        {all.length === 0 && (
          <p className="px-1.5 text-2xs text-soft">Nothing to choose from yet</p>
        )}
      </fieldset>
    </details>
  );
}
