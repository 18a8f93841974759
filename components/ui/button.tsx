import Link from "next/link";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { Kbd } from "./kbd.tsx";

const looks = {
  plain:
    "border border-line bg-surface text-ink hover:bg-hover active:bg-sunken disabled:hover:bg-surface",
  primary: "border border-transparent bg-ink text-on-ink hover:opacity-90 active:opacity-80",
  accept:
    "border border-transparent bg-good-fill text-on-ink hover:brightness-110 active:brightness-95",
  danger: "border border-line bg-surface text-bad hover:bg-bad-wash active:bg-bad-wash",
  ghost: "border border-transparent text-soft hover:bg-hover hover:text-ink active:bg-sunken",
};

const sizes = {
  sm: "h-7 gap-1.5 px-2 text-xs",
  md: "h-8 gap-2 px-3 text-sm",
  lg: "h-10 gap-2.5 px-4 text-base",
  icon: "size-7 justify-center",
};

export type ButtonLook = {
  look?: keyof typeof looks;
  size?: keyof typeof sizes;
  /** The key that does the same, shown at the end. */
  keys?: string;
};

/** The class names of a button, for things that only look like one. */
export function buttonClass({ look = "plain", size = "md" }: ButtonLook, extra?: string): string {
  return classNames(
    "inline-flex shrink-0 select-none items-center rounded-md font-medium whitespace-nowrap transition-[background-color,color,opacity,filter] duration-100 disabled:cursor-not-allowed disabled:opacity-45 disabled:brightness-100",
    looks[look],
    sizes[size],
    extra,
  );
}

/** A push button. Submits its form only when asked to. */
export function Button({
  look,
  size,
  keys,
  className,
  children,
  type = "button",
  ...rest
}: ComponentProps<"button"> & ButtonLook) {
  return (
    <button type={type} className={buttonClass({ look, size }, className)} {...rest}>
      {children}
      {keys && <Kbd keys={keys} onFill={look === "primary" || look === "accept"} />}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({
  look,
  size,
  className,
  ...rest
}: ComponentProps<typeof Link> & ButtonLook) {
  return <Link className={buttonClass({ look, size }, className)} {...rest} />;
}
