"use client";

import type { SplitShares } from "#core/release/pick/draft-spec.ts";
import { SplitName } from "#core/release/pick/draft-spec.ts";
import { LimitField } from "./limit-field.tsx";

const usual: SplitShares = { train: 80, val: 10, test: 10 };

/** Whether scenes are divided into train, val and test, and in which parts. */
export function SplitFields({
  split,
  onChange,
}: {
  split: SplitShares | null;
  onChange: (split: SplitShares | null) => void;
}) {
  return (
    <fieldset className="flex flex-col gap-2 border-t border-line pt-3">
      <legend className="sr-only">Split</legend>
      <label className="flex items-center gap-2 text-xs font-semibold">
        <input
          type="checkbox"
          checked={split !== null}
          onChange={(event) => onChange(event.target.checked ? usual : null)}
        />
        Split by scene
      </label>
      {split &&
        SplitName.options.map((name) => (
          <LimitField
            key={name}
            label={name}
            value={split[name]}
            onChange={(share) => onChange({ ...split, [name]: share ?? 0 })}
            open="none"
            min={0}
          />
        ))}
    </fieldset>
  );
}
