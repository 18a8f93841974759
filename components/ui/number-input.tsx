"use client";

import { NumberField } from "@base-ui/react/number-field";
import { useId } from "react";
import { classNames } from "./class-names.ts";

/** A number with its unit. Arrow keys step, Shift steps tenfold, Escape leaves it; the value is taken over on every valid change. */
export function NumberInput({
  label,
  shownLabel,
  unit,
  value,
  onChange,
  step = 0.01,
  min,
  max,
  decimals = 2,
  disabled,
  className,
}: {
  label: string;
  /** Shorter text in front of the number, where the full name is clear from its place. */
  shownLabel?: string;
  unit: string;
  value: number;
  onChange: (value: number) => void;
  step?: number;
  min?: number;
  max?: number;
  decimals?: number;
  disabled?: boolean;
  className?: string;
}) {
  const id = useId();
  return (
    <NumberField.Root
      id={id}
      value={value}
      onValueChange={(next) => next !== null && onChange(next)}
      step={step}
      largeStep={step * 10}
      smallStep={step / 10}
      min={min}
      max={max}
      disabled={disabled}
      locale="en-GB"
      format={{
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        useGrouping: false,
      }}
      className={className}
    >
      <NumberField.Group className="flex h-7 items-center rounded-md border border-field bg-surface focus-within:outline-2 focus-within:outline-accent data-[disabled]:opacity-55">
        <label
          htmlFor={id}
          className={classNames("pl-2 text-2xs text-soft", !shownLabel && "sr-only")}
        >
          <span className="sr-only">{label}</span>
          {shownLabel && <span aria-hidden>{shownLabel}</span>}
        </label>
        <NumberField.Input
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
          }}
          className="figures h-full w-full min-w-0 bg-transparent px-1.5 text-right text-xs font-medium outline-none"
        />
        <span className="pr-2 text-2xs text-soft">{unit}</span>
      </NumberField.Group>
    </NumberField.Root>
  );
}
