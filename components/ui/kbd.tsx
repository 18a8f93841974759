import { classNames } from "./class-names.ts";

/** A key as printed on a button. Read out by the button's `aria-keyshortcuts`, not as part of its name. */
export function Kbd({ keys, onFill = false }: { keys: string; onFill?: boolean }) {
  return (
    <kbd
      aria-hidden
      className={classNames(
        "inline-flex h-[1.125rem] min-w-[1.125rem] items-center justify-center rounded-sm border px-1 font-sans text-2xs leading-none font-medium",
        onFill ? "border-current/35 opacity-85" : "border-line bg-sunken text-soft",
      )}
    >
      {keys}
    </kbd>
  );
}
