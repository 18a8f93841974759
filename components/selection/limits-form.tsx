"use client";

import type { SelectFramesOptions } from "#core/frame/select-frames-options.ts";
import { NumberInput } from "#components/ui/number-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Slider } from "#components/ui/slider.tsx";

const rules = [
  { value: "published", label: "Published: one limit for all scenes" },
  { value: "relative", label: "Relative to this scene" },
] as const;
const preferences = [
  { value: "draw", label: "the first drawn" },
  { value: "coverage", label: "the one that shows most that is new" },
] as const;
const draws = [
  { value: "random", label: "at random, by the seed" },
  { value: "first", label: "the first ones of the walk" },
] as const;

const seedMax = 2 ** 31 - 1;

/** The limits of a selection. Every change is handed up at once. */
export function LimitsForm({
  options,
  seed,
  onChange,
  onSeedChange,
}: {
  options: SelectFramesOptions;
  seed: number;
  onChange: (change: Partial<SelectFramesOptions>) => void;
  onSeedChange: (seed: number) => void;
}) {
  return (
    <div className="flex flex-col gap-2">
      <p className="text-xs">Sharpness</p>
      <Select
        label="Sharpness rule"
        choices={rules}
        value={options.sharpnessRule}
        onChange={(sharpnessRule) => onChange({ sharpnessRule })}
        className="-mt-1 mb-1 w-full"
      />
      {options.sharpnessRule === "published" ? (
        <Slider
          label="Least sharpness"
          value={options.sharpnessMin}
          onChange={(sharpnessMin) => onChange({ sharpnessMin })}
          max={1}
          step={0.01}
          text={options.sharpnessMin.toFixed(2)}
        />
      ) : (
        <Slider
          label="Deviations under the median"
          value={options.relativeLimit}
          onChange={(relativeLimit) => onChange({ relativeLimit })}
          max={Math.max(5, options.relativeLimit)}
          step={0.1}
          text={options.relativeLimit.toFixed(1)}
        />
      )}
      <Slider
        label="Least objects shown well"
        value={options.objectsMin}
        onChange={(objectsMin) => onChange({ objectsMin })}
        max={Math.max(12, options.objectsMin)}
        step={1}
        text={String(options.objectsMin)}
      />
      <Slider
        label="Anonymised at most"
        value={options.maskedShareMax}
        onChange={(maskedShareMax) => onChange({ maskedShareMax })}
        max={1}
        step={0.01}
        text={`${Math.round(options.maskedShareMax * 100)} %`}
      />
      <Slider
        label="Near duplicate: closer than"
        value={options.duplicateDistanceMeters}
        onChange={(duplicateDistanceMeters) => onChange({ duplicateDistanceMeters })}
        max={Math.max(2, options.duplicateDistanceMeters)}
        step={0.05}
        text={
          options.duplicateDistanceMeters === 0
            ? "off"
            : `${options.duplicateDistanceMeters.toFixed(2)} m`
        }
      />
      <Slider
        label="… and turned by less than"
        value={options.duplicateAngleDegrees}
        onChange={(duplicateAngleDegrees) => onChange({ duplicateAngleDegrees })}
        max={Math.max(60, options.duplicateAngleDegrees)}
        step={1}
        text={`${options.duplicateAngleDegrees}°`}
      />
      <p className="text-xs">Of several good ones in a group, keep</p>
      <Select
        label="Which good photo of a group is kept"
        choices={preferences}
        value={options.prefer}
        onChange={(prefer) => onChange({ prefer })}
        className="-mt-1 w-full"
      />
      <details className="mt-2 border-t border-line pt-2">
        <summary className="text-xs font-medium">Which photos are tried</summary>
        <div className="mt-2 flex flex-col gap-2">
          <Slider
            label="At most one of so many in a row"
            value={options.every}
            onChange={(every) => onChange({ every })}
            min={1}
            max={Math.max(100, options.every)}
            step={1}
            text={String(options.every)}
          />
          <Slider
            label="Tried of each group"
            value={options.triesPerGroup}
            onChange={(triesPerGroup) => onChange({ triesPerGroup })}
            min={1}
            max={Math.max(10, options.triesPerGroup)}
            step={1}
            text={String(options.triesPerGroup)}
          />
          <Select
            label="How the tried photos are drawn"
            choices={draws}
            value={options.draw}
            onChange={(draw) => onChange({ draw })}
            className="w-full"
          />
          <NumberInput
            label="Seed"
            shownLabel="Seed"
            unit=""
            value={seed}
            onChange={onSeedChange}
            min={0}
            max={seedMax}
            step={1}
            decimals={0}
            disabled={options.draw === "first"}
          />
        </div>
      </details>
    </div>
  );
}
