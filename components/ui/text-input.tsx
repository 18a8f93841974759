import { useId } from "react";
import { classNames } from "./class-names.ts";

/** A short text with its name in front of it. */
export function TextInput({
  label,
  value,
  onChange,
  placeholder,
  invalid = false,
  disabled,
  className,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  invalid?: boolean;
  disabled?: boolean;
  className?: string;
}) {
  const id = useId();
  return (
    <span
      className={classNames(
        "flex h-7 items-center rounded-md border bg-surface focus-within:outline-2 focus-within:outline-accent has-disabled:opacity-55",
        invalid ? "border-bad" : "border-field",
        className,
      )}
    >
      <label htmlFor={id} className="shrink-0 pl-2 text-2xs text-soft">
        {label}
      </label>
      <input
        id={id}
        value={value}
        placeholder={placeholder}
        aria-invalid={invalid}
        disabled={disabled}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        className="figures h-full min-w-0 flex-1 bg-transparent px-2 text-xs font-medium outline-none placeholder:font-normal placeholder:text-soft"
      />
    </span>
  );
}
