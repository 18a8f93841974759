"use client";

import { Slider as Base } from "@base-ui/react/slider";

/** A number chosen along a line. Arrow keys step, Page keys and Shift step tenfold, Home and End go to the ends. */
export function Slider({
  label,
  value,
  onChange,
  min = 0,
  max,
  step,
  text,
}: {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min?: number;
  max: number;
  step: number;
  /** The value with its unit, shown and read out. */
  text: string;
}) {
  return (
    <Base.Root
      value={value}
      // Sums of binary steps miss the decimal that is meant.
      onValueChange={(next) => onChange(Math.round(next / step) / Math.round(1 / step))}
      min={min}
      max={max}
      step={step}
      largeStep={step * 10}
      className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3"
    >
      <Base.Label className="text-xs">{label}</Base.Label>
      <span className="figures text-xs font-medium" aria-hidden>
        {text}
      </span>
      <Base.Control className="col-span-2 flex h-6 touch-none items-center select-none">
        <Base.Track className="h-1 w-full rounded-full bg-line">
          <Base.Indicator className="rounded-full bg-accent" />
          <Base.Thumb
            getAriaValueText={() => text}
            className="size-4 rounded-full border-2 border-accent bg-surface has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent"
          />
        </Base.Track>
      </Base.Control>
    </Base.Root>
  );
}
