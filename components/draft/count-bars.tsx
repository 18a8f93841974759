import type { ReactNode } from "react";

/** A bar: how many, of how many that could be had. */
export type CountBar = {
  readonly name: string;
  readonly count: number;
  /** Shown as a paler bar behind, and after the number. */
  readonly of?: number;
};

/** Numbers as bars, one a line, each with its figure. */
export function CountBars({
  title,
  bars,
  rest,
}: {
  title: string;
  bars: readonly CountBar[];
  /** A last line under the bars. */
  rest?: ReactNode;
}) {
  const largest = Math.max(1, ...bars.map(({ count, of = 0 }) => Math.max(count, of)));
  const share = (value: number) => `${(value / largest) * 100}%`;
  return (
    <section>
      <h3 className="caption mb-1">{title}</h3>
      <ul className="flex flex-col gap-1 text-xs">
        {bars.map(({ name, count, of }) => (
          <li key={name} className="grid grid-cols-[7rem_minmax(2rem,1fr)_4rem] items-center gap-2">
            <span className="truncate" title={name}>
              {name}
            </span>
            <svg
              aria-hidden
              className="h-2 w-full overflow-hidden rounded-full"
              role="presentation"
            >
              <rect width="100%" height="100%" className="fill-sunken" />
              {of !== undefined && (
                <rect width={share(of)} height="100%" className="fill-line-strong opacity-40" />
              )}
              <rect width={share(count)} height="100%" className="fill-accent" />
            </svg>
            <span className="figures text-right whitespace-nowrap">
              {count}
              {of !== undefined && <span className="text-soft"> of {of}</span>}
            </span>
          </li>
        ))}
        {rest && <li className="text-soft">{rest}</li>}
      </ul>
    </section>
  );
}
