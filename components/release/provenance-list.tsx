import type { ResultWay } from "#server/release/show-release.ts";

/** How the results of a release were made: by stage, code and model, with the number of results. */
export function ProvenanceList({ ways }: { ways: readonly ResultWay[] }) {
  return (
    <ul className="flex flex-col gap-1.5 text-xs">
      {ways.map(({ way, count }) => (
        <li key={way} className="grid grid-cols-[1fr_auto] gap-3">
          <span className="min-w-0 break-words">{way}</span>
          <span className="figures text-soft">{count}</span>
        </li>
      ))}
    </ul>
  );
}
