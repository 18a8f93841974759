import Link from "next/link";
import type { ReleaseComparison } from "#core/release/compare-releases.ts";
import { Panel } from "#components/ui/panel.tsx";
import { ChangedSampleItem } from "./changed-sample-item.tsx";
import { compareHref } from "./compare-href.ts";
import { ComparedSampleCard } from "./compared-sample-card.tsx";
import { OperationCounts } from "./operation-counts.tsx";

/** So many entries of a list are drawn at first: each has pictures. */
const shownAtFirst = 48;

/** How the release `b` differs from `a`: counts, composition, and what was added, removed and changed. */
export function ReleaseDifferences({
  names,
  comparison,
  showsAll,
}: {
  names: { a: string; b: string };
  comparison: ReleaseComparison;
  showsAll: boolean;
}) {
  const { added, removed, changed, unchanged, operations } = comparison;
  const counts = [
    ["added", added.length],
    ["removed", removed.length],
    ["changed", changed.length],
    ["unchanged", unchanged],
  ] as const;
  const most = showsAll ? Infinity : shownAtFirst;
  const cards = "grid grid-cols-[repeat(auto-fill,minmax(14rem,1fr))] gap-3";
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-[minmax(0,1fr)_22rem] items-start gap-4">
        <Panel title="Samples">
          <dl className="grid grid-cols-4 gap-4">
            {counts.map(([what, count]) => (
              <div key={what} className="flex flex-col-reverse">
                <dt className="text-xs text-soft">{what}</dt>
                <dd className="figures text-xl font-semibold">{count}</dd>
              </div>
            ))}
          </dl>
        </Panel>
        <Panel title="Composition" flush>
          <OperationCounts names={names} operations={operations} />
        </Panel>
      </div>
      {changed.length > 0 && (
        <Panel title={`${changed.length} changed`} flush>
          <ul className="divide-y divide-line">
            {changed.slice(0, most).map((sample) => (
              <ChangedSampleItem key={sample.before.sampleId} sample={sample} names={names} />
            ))}
          </ul>
          <More count={changed.length} names={names} most={most} />
        </Panel>
      )}
      {(
        [
          ["added", added],
          ["removed", removed],
        ] as const
      ).map(
        ([what, samples]) =>
          samples.length > 0 && (
            <Panel key={what} title={`${samples.length} ${what}`}>
              <div className={cards}>
                {samples.slice(0, most).map((sample) => (
                  <ComparedSampleCard key={sample.sampleId} sample={sample} />
                ))}
              </div>
              <More count={samples.length} names={names} most={most} />
            </Panel>
          ),
      )}
    </div>
  );
}

function More({
  count,
  names,
  most,
}: {
  count: number;
  names: { a: string; b: string };
  most: number;
}) {
  if (count <= most) return null;
  return (
    <p className="px-4 py-3 text-xs text-soft">
      The first {most} of {count}.{" "}
      <Link href={compareHref({ ...names, all: true })} className="underline underline-offset-2">
        Show all
      </Link>
    </p>
  );
}
