import type { Manifest } from "#core/release/manifest.ts";
import type { Provenance } from "#core/provenance.ts";

/** How the results of a release were made: by stage, code and model, with the number of ways. */
export function ProvenanceList({ provenance }: { provenance: Manifest["provenance"] }) {
  const ways = [...Map.groupBy(Object.values(provenance), wayOf)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return (
    <ul className="flex flex-col gap-1.5 text-xs">
      {ways.map(([way, { length }]) => (
        <li key={way} className="grid grid-cols-[1fr_auto] gap-3">
          <span className="min-w-0 break-words">{way}</span>
          <span className="figures text-soft">{length}</span>
        </li>
      ))}
    </ul>
  );
}

function wayOf({ stage, codeVersion, model }: Provenance): string {
  return `${stage} ${codeVersion}, ${model ?? "rules"}`;
}
