"use client";

import { NumberField } from "@base-ui/react/number-field";
import { useId } from "react";

/** A whole number that may be left open; empty is null. */
export function LimitField({
  label,
  value,
  onChange,
  open = "no limit",
  min = 1,
}: {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
  /** What an empty field says. */
  open?: string;
  min?: number;
}) {
  const id = useId();
  return (
    <NumberField.Root
      id={id}
      value={value}
      onValueChange={onChange}
      min={min}
      max={1_000_000}
      step={1}
      largeStep={10}
      locale="en-GB"
      format={{ maximumFractionDigits: 0, useGrouping: false }}
    >
      <div className="grid grid-cols-[minmax(0,1fr)_5.5rem] items-center gap-2">
        <label htmlFor={id} className="text-xs">
          {label}
        </label>
        <NumberField.Input
          placeholder={open}
          className="figures h-7 w-full rounded-md border border-field bg-surface px-2 text-right text-xs font-medium placeholder:font-normal placeholder:text-soft"
        />
      </div>
    </NumberField.Root>
  );
}
