import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** A titled surface: the building block of the quiet pages. */
export function Panel({
  title,
  aside,
  children,
  className,
  flush = false,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Lets tables and lists reach the edges. */
  flush?: boolean;
}) {
  return (
    <section className={classNames("rounded-lg border border-line bg-surface", className)}>
      {title && (
        <header className="flex min-h-11 items-center justify-between gap-4 border-b border-line px-4 py-1.5">
          <h2 className="text-sm font-semibold">{title}</h2>
          {aside}
        </header>
      )}
      <div className={flush ? undefined : "p-4"}>{children}</div>
    </section>
  );
}
