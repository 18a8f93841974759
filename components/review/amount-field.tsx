"use client";

import { useState } from "react";
import { withSaidAmount } from "#core/instruction/read-amount.ts";
import type { Operation } from "#core/operation/operation.ts";

const examples: Partial<Record<Operation["kind"], string>> = {
  move: "30 cm left",
  rotate: "45° clockwise",
  scale: "1.5 times",
  place: "gap 20 cm",
};

/** The amount as one would say it, taken over with Enter. Nothing where the operation has no amount. */
export function AmountField({
  operation,
  disabled,
  onChange,
}: {
  operation: Operation;
  disabled: boolean;
  onChange: (operation: Operation) => void;
}) {
  const [said, setSaid] = useState("");
  const [refused, setRefused] = useState(false);
  const example = examples[operation.kind];
  if (!example) return null;
  const take = () => {
    if (said.trim() === "") return;
    const next = withSaidAmount(operation, said);
    setRefused(next === null);
    if (!next) return;
    setSaid("");
    onChange(next);
  };
  return (
    <div className="mt-1.5">
      <label
        className={`flex h-7 items-center rounded-md border focus-within:outline-2 focus-within:outline-accent has-disabled:opacity-55 ${refused ? "border-bad" : "border-field"}`}
      >
        <span className="pl-2 text-2xs text-soft">exactly</span>
        <input
          value={said}
          disabled={disabled}
          maxLength={60}
          placeholder={example}
          aria-invalid={refused}
          autoComplete="off"
          onChange={(event) => {
            setSaid(event.target.value);
            setRefused(false);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === "Enter") take();
            if (event.key === "Escape") event.currentTarget.blur();
          }}
          className="h-full min-w-0 flex-1 bg-transparent px-2 text-xs font-medium outline-none placeholder:font-normal placeholder:text-soft"
        />
      </label>
      {refused && (
        <p role="alert" className="mt-1 text-2xs text-bad">
          Not understood. Say it like “{example}”, with a unit.
        </p>
      )}
    </div>
  );
}
