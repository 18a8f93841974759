"use client";

import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { classNames } from "./class-names.ts";

export type Choice<V extends string> = { value: V; label: string };

/** One of a closed list. With `name` it takes part in its form. */
export function Select<V extends string>({
  label,
  choices,
  value,
  defaultValue,
  onChange,
  name,
  disabled,
  className,
}: {
  /** Accessible name; a visible label is the caller's. */
  label: string;
  choices: readonly Choice<V>[];
  value?: V;
  defaultValue?: V;
  onChange?: (value: V) => void;
  name?: string;
  disabled?: boolean;
  className?: string;
}) {
  return (
    <Base.Root
      items={choices}
      value={value}
      defaultValue={defaultValue}
      onValueChange={(next) => next !== null && onChange?.(next as V)}
      name={name}
      disabled={disabled}
    >
      <Base.Trigger
        aria-label={label}
        className={classNames(
          "inline-flex h-7 min-w-0 items-center justify-between gap-2 rounded-md border border-field bg-surface px-2 text-left text-xs font-medium select-none hover:bg-hover data-[disabled]:opacity-50",
          className,
        )}
      >
        <span className="truncate">
          <Base.Value />
        </span>
        <Base.Icon>
          <ChevronsUpDown className="size-3 text-soft" aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner
          sideOffset={4}
          alignItemWithTrigger={false}
          align="start"
          className="z-50 outline-none"
        >
          <Base.Popup className="max-h-[var(--available-height)] min-w-[var(--anchor-width)] overflow-y-auto rounded-md bg-raised p-1 shadow-raised">
            <Base.List>
              {choices.map((choice) => (
                <Base.Item
                  key={choice.value}
                  value={choice.value}
                  className="grid cursor-default grid-cols-[1rem_1fr] items-center gap-1 rounded-sm py-1 pr-3 pl-1 text-xs outline-none select-none data-[highlighted]:bg-hover"
                >
                  <Base.ItemIndicator className="col-start-1">
                    <Check className="size-3.5" aria-hidden />
                  </Base.ItemIndicator>
                  <Base.ItemText className="col-start-2">{choice.label}</Base.ItemText>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
