import { counted } from "#core/counted.ts";
import type { ImportedRelease } from "#server/release/get-imported-release.ts";
import { Facts } from "#components/ui/facts.tsx";
import { Panel } from "#components/ui/panel.tsx";

/** What is known of a data set from elsewhere as a whole, what could not be read of it, and what the rules say. */
export function ImportedFacts({ release }: { release: ImportedRelease }) {
  const { dataset, manifestHash } = release;
  const { violations, unreadable, images, samples, studioVersion } = dataset;
  const rules = [
    ...Map.groupBy(violations, ({ rule, severity }) => `${severity}: ${rule}`),
  ].toSorted(([, a], [, b]) => b.length - a.length);
  return (
    <>
      <Panel title="Data set">
        <Facts
          className="text-xs"
          facts={[
            ["Samples", samples.length],
            ["Photos", images.length],
            ["Provenance", "unknown: it was made elsewhere"],
            ["Read by", `GSI Studio ${studioVersion}`],
            [
              "Manifest",
              <code key="hash" className="font-mono text-2xs break-all select-all">
                {manifestHash}
              </code>,
            ],
          ]}
        />
      </Panel>
      <Panel title="Rules of the layout">
        {rules.length === 0 ? (
          <p className="text-xs text-soft">Nothing to complain of.</p>
        ) : (
          <ul className="flex flex-col gap-1.5 text-xs">
            {rules.map(([rule, { length }]) => (
              <li key={rule} className="grid grid-cols-[1fr_auto] gap-3">
                {rule} <span className="figures text-soft">{length}</span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {unreadable.length > 0 && (
        <Panel title={`${counted(unreadable.length, "file")} not read`}>
          <ul className="flex max-h-72 flex-col gap-1.5 overflow-y-auto text-xs">
            {unreadable.map(({ file, reason }) => (
              <li key={file}>
                <span className="font-mono text-2xs break-all">{file}</span>
                <br />
                {reason}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}
