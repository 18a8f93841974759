import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** Names and values in two columns. */
export function Facts({
  facts,
  className,
}: {
  facts: readonly (readonly [name: string, value: ReactNode])[];
  className?: string;
}) {
  return (
    <dl className={classNames("grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5", className)}>
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-soft">{name}</dt>
          <dd className="figures min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
