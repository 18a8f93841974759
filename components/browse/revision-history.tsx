import { describeOperation } from "#core/operation/describe-operation.ts";
import { verdictReasonText } from "#core/sample/verdict.ts";
import type { VerdictReason } from "#core/sample/verdict.ts";
import type { SampleDetail, SampleRevision } from "#server/sample/get-sample.ts";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { editDifferences } from "./edit-differences.ts";

const verdictTone = { accept: "good", reject: "bad", skip: "neutral" } as const;
const verdictWord = { accept: "Accepted", reject: "Rejected", skip: "Skipped" };

/** What the sample said at each time, who changed what, and who decided what about it; the newest first. */
export function RevisionHistory({ sample }: { sample: SampleDetail }) {
  const revisions = sample.revisions.toReversed();
  return (
    <ol className="flex flex-col divide-y divide-line">
      {revisions.map((revision) => (
        <li key={revision.id} className="px-4 py-3">
          <RevisionHead
            revision={revision}
            before={sample.revisions.find(({ number }) => number === revision.number - 1)}
            current={revision.id === sample.current.id}
          />
          <ul className="mt-2 flex flex-col gap-1.5 empty:hidden">
            {sample.verdicts
              .filter((verdict) => verdict.revision === revision.number)
              .map((verdict) => (
                <li key={verdict.id} className="flex flex-wrap items-center gap-x-2 text-xs">
                  <Badge tone={verdict.undoneAt ? "neutral" : verdictTone[verdict.kind]}>
                    {verdict.undoneAt ? (
                      <s>{verdictWord[verdict.kind]}</s>
                    ) : (
                      verdictWord[verdict.kind]
                    )}
                  </Badge>
                  <span className="text-soft">
                    by {verdict.by}, <RelativeTime at={verdict.at} />
                    {verdict.undoneAt && ", taken back"}
                  </span>
                  {(verdict.reason || verdict.note) && (
                    <span>
                      {[verdict.reason && reasonText(verdict.reason), verdict.note]
                        .filter(Boolean)
                        .join(": ")}
                    </span>
                  )}
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function RevisionHead({
  revision,
  before,
  current,
}: {
  revision: SampleRevision;
  before: SampleRevision | undefined;
  current: boolean;
}) {
  const differences = before ? editDifferences(before.edit, revision.edit) : [];
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 text-xs">
        <span className="figures font-semibold">Revision {revision.number}</span>
        {current && <Badge tone="accent">current</Badge>}
        <span className="text-soft">
          by {revision.by}, <RelativeTime at={revision.at} />
        </span>
      </p>
      {before ? (
        <ul className="mt-1 flex flex-col gap-0.5 text-xs">
          {differences.map(({ what, from, to }) => (
            <li key={what}>
              <span className="text-soft">{what}: </span>
              <del className="text-soft decoration-bad">{from}</del>{" "}
              <ins className="no-underline">{to}</ins>
            </li>
          ))}
        </ul>
      ) : (
        <p className="mt-1 text-xs">
          {revision.edit.label}, {describeOperation(revision.edit.operation)}:{" "}
          {revision.edit.instruction || "no words yet"}
        </p>
      )}
    </>
  );
}

function reasonText(reason: string): string {
  return verdictReasonText[reason as VerdictReason] ?? reason;
}
