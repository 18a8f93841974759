import type { ReactNode } from "react";

/** The middle of an ordinary, scrolling page. */
export function PageBody({ children }: { children: ReactNode }) {
  return <div className="mx-auto w-full max-w-[90rem] px-6 py-6">{children}</div>;
}
