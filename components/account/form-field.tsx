import type { ComponentProps } from "react";
import { useId } from "react";

/** A field of a form with its name above it and, where that helps, a word of advice under it. */
export function FormField({
  label,
  advice,
  ...input
}: ComponentProps<"input"> & { label: string; advice?: string }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-xs font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-describedby={advice ? `${id}-advice` : undefined}
        className="h-9 rounded-md border border-field bg-surface px-2.5 text-sm read-only:bg-sunken read-only:text-soft"
        {...input}
      />
      {advice && (
        <p id={`${id}-advice`} className="text-2xs text-soft">
          {advice}
        </p>
      )}
    </div>
  );
}
