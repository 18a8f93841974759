import type { ReactNode } from "react";

/** The narrow card in the middle of a page on which somebody comes in. */
export function Entrance({
  title,
  text,
  children,
}: {
  title: string;
  text: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-sm flex-col gap-5 px-6 py-16">
      <div>
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <p className="mt-1 text-soft">{text}</p>
      </div>
      <div className="rounded-lg border border-line bg-surface p-5">{children}</div>
    </div>
  );
}
