import Link from "next/link";
import { rejectReasonText } from "#core/sample/verdict.ts";
import type { Disagreement } from "#server/gate/find-disagreements.ts";
import { OperationBadge } from "#components/browse/operation-badge.tsx";

/** Samples on which gate and person differ, with what both say. */
export function DisagreementList({ samples }: { samples: readonly Disagreement[] }) {
  if (samples.length === 0) return <p className="p-4 text-xs text-soft">None so far.</p>;
  return (
    <ul className="max-h-96 divide-y divide-line overflow-y-auto text-xs">
      {samples.map((sample) => (
        <li key={sample.sampleId} className="relative px-4 py-2.5 hover:bg-hover">
          <span className="flex items-center gap-2">
            <OperationBadge kind={sample.operation} />
            {sample.confidence !== null && (
              <span className="figures text-2xs text-soft">
                confidence {sample.confidence.toFixed(2)}
              </span>
            )}
          </span>
          <Link
            href={`/samples/${encodeURIComponent(sample.sampleId)}`}
            className="mt-1 block rounded-sm font-medium after:absolute after:inset-0"
          >
            {sample.instruction || sample.sampleId}
          </Link>
          {sample.gateReasons.length > 0 && (
            <p className="mt-0.5 text-soft">Gate: {sample.gateReasons.join("; ")}</p>
          )}
          {sample.humanReason && (
            <p className="mt-0.5 text-soft">Person: {rejectReasonText[sample.humanReason]}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
