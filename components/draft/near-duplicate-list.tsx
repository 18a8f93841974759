import type { NearDuplicate } from "#core/release/pick/near-duplicates.ts";
import { SampleLink } from "#components/browse/sample-link.tsx";
import { Panel } from "#components/ui/panel.tsx";

const most = 100;

/** Pairs of picked samples that are nearly the same; to exclude one of a pair is up to the person. */
export function NearDuplicateList({ pairs }: { pairs: readonly NearDuplicate[] }) {
  if (pairs.length === 0) return null;
  return (
    <Panel title={`${pairs.length} near-duplicate ${pairs.length === 1 ? "pair" : "pairs"}`}>
      <ul className="flex max-h-56 flex-col gap-1.5 overflow-y-auto text-xs">
        {pairs.slice(0, most).map(({ ids, why }) => (
          <li key={ids.join(" ")}>
            {ids.map((id, index) => (
              <span key={id}>
                {index > 0 && " and "}
                <SampleLink sampleId={id}>{id}</SampleLink>
              </span>
            ))}
            <br />
            <span className="figures">{why}</span>
          </li>
        ))}
        {pairs.length > most && <li className="text-soft">and {pairs.length - most} more</li>}
      </ul>
    </Panel>
  );
}
