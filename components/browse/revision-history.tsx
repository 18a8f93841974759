import { canonicalJson } from "#core/canonical-json.ts";
import { reasonOfReject } from "#core/gate/gate-reason.ts";
import { describeOperation } from "#core/operation/describe-operation.ts";
import type { Edit } from "#core/sample/revision.ts";
import { RejectReason, VerdictReason, verdictReasonText } from "#core/sample/verdict.ts";
import type { SampleDetail, SampleRevision } from "#server/sample/get-sample.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { MarkedWords } from "#components/ui/marked-words.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { editDifferences } from "./edit-differences.ts";

const verdictTone = { accept: "good", reject: "bad", skip: "neutral" } as const;
const verdictWord = { accept: "Accepted", reject: "Rejected", skip: "Skipped" };

/** What the sample said at each time, who changed what, and who decided what about it; the newest first. */
export function RevisionHistory({
  sample,
  presentEdit,
  onLook,
  onRestore,
}: {
  sample: SampleDetail;
  /** What is on the screen, where that can be another than the stored one. */
  presentEdit?: Edit;
  /** Told which version is pointed at or focused; null when none is. */
  onLook?: (revision: SampleRevision | null) => void;
  /** Takes a version up again. Left out where nothing can be changed. */
  onRestore?: (revision: SampleRevision) => void;
}) {
  const revisions = sample.revisions.toReversed();
  return (
    <ol className="flex flex-col divide-y divide-line">
      {revisions.map((revision) => (
        <li
          key={revision.id}
          className="px-4 py-3"
          {...(onLook && {
            onPointerEnter: () => onLook(revision),
            onPointerLeave: () => onLook(null),
            onFocus: () => onLook(revision),
            onBlur: () => onLook(null),
          })}
        >
          <RevisionHead
            revision={revision}
            before={sample.revisions.find(({ number }) => number === revision.number - 1)}
            current={revision.id === sample.current.id}
          />
          {onRestore && presentEdit && (
            <Button
              size="sm"
              className="mt-2"
              disabled={canonicalJson(presentEdit) === canonicalJson(revision.edit)}
              aria-label={`Take up revision ${revision.number} again`}
              onClick={() => onRestore(revision)}
            >
              Take up again
            </Button>
          )}
          <ul className="mt-2 flex flex-col gap-1.5 empty:hidden">
            {sample.verdicts
              .filter((verdict) => verdict.revision === revision.number)
              .map((verdict) => (
                <VerdictItem key={verdict.id} verdict={verdict} />
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function VerdictItem({ verdict }: { verdict: SampleDetail["verdicts"][number] }) {
  const word = verdictWord[verdict.kind];
  const said = VerdictReason.safeParse(verdict.reason).data;
  const rejected = RejectReason.safeParse(verdict.reason).data;
  const check = rejected && reasonOfReject[rejected];
  return (
    <li className="flex flex-wrap items-center gap-x-2 text-xs">
      <Badge tone={verdict.undoneAt ? "neutral" : verdictTone[verdict.kind]}>
        {verdict.undoneAt ? <s>{word}</s> : word}
      </Badge>
      <span className="text-soft">
        by {verdict.by}, <RelativeTime at={verdict.at} />
        {verdict.undoneAt && ", taken back"}
      </span>
      {(verdict.reason || verdict.note) && (
        <span className="min-w-0 break-words">
          {[said ? verdictReasonText[said] : verdict.reason, verdict.note]
            .filter(Boolean)
            .join(": ")}
        </span>
      )}
      {check && <span className="text-soft">check: {check}</span>}
    </li>
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
        <ul className="mt-1 flex flex-col gap-0.5 text-xs break-words">
          {differences.map(({ what, from, to }) => (
            <li key={what}>
              <span className="text-soft">{what}: </span>
              {what === "words" ? (
                <MarkedWords from={from} to={to} />
              ) : (
                <>
                  <del className="text-soft decoration-bad">{from}</del>{" "}
                  <ins className="no-underline">{to}</ins>
                </>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p className="mt-1 text-xs break-words">
          {revision.edit.label}, {describeOperation(revision.edit.operation)}:{" "}
          {revision.edit.instruction || "no words yet"}
        </p>
      )}
    </>
  );
}
