import type { Composition } from "#core/release/composition.ts";

const most = 8;

/** How a release divides by operation, scene and label. */
export function CompositionBars({ composition }: { composition: Composition }) {
  const groups = [
    ["Operations", composition.operations],
    ["Labels", composition.labels],
    ["Scenes", composition.scenes],
  ] as const;
  return (
    <div className="flex flex-col gap-4">
      {groups.map(([name, counts]) => (
        <CountBars key={name} name={name} counts={counts} />
      ))}
    </div>
  );
}

function CountBars({ name, counts }: { name: string; counts: Readonly<Record<string, number>> }) {
  const entries = Object.entries(counts);
  const largest = Math.max(1, ...entries.map(([, count]) => count));
  const rest = entries.slice(most).reduce((sum, [, count]) => sum + count, 0);
  return (
    <section>
      <h3 className="caption mb-1">{name}</h3>
      <ul className="flex flex-col gap-1 text-xs">
        {entries.slice(0, most).map(([key, count]) => (
          <li key={key} className="grid grid-cols-[8rem_1fr_2.5rem] items-center gap-3">
            <span className="truncate" title={key}>
              {key}
            </span>
            <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-sunken">
              <span
                className="block h-full rounded-full bg-accent"
                style={{ width: `${(count / largest) * 100}%` }}
              />
            </span>
            <span className="figures text-right">{count}</span>
          </li>
        ))}
        {rest > 0 && (
          <li className="text-soft">
            and {rest} in {entries.length - most} more
          </li>
        )}
      </ul>
    </section>
  );
}
