import type { ReportedFinding } from "#server/preflight/get-preflight.ts";
import { SampleLink } from "#components/browse/sample-link.tsx";
import { useMay } from "#components/account/may.tsx";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { codeText } from "./code-text.ts";
import { SeverityMark } from "./severity-mark.tsx";

/** One finding: about which sample, what is wrong, and who answers for it. */
export function FindingItem({
  finding,
  disabled,
  onWaive,
  onRevoke,
}: {
  finding: ReportedFinding;
  disabled: boolean;
  onWaive: () => void;
  onRevoke: (waiverId: string) => void;
}) {
  const { code, severity, sampleId, message, waiver, mayBeWaived } = finding;
  const mayWaive = useMay("preflight.waive");
  return (
    <li className="grid grid-cols-[4.75rem_minmax(0,1fr)_auto] items-start gap-3 px-4 py-2.5 text-xs">
      <SeverityMark of={waiver ? "waived" : severity} />
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-semibold">{codeText[code]}</span>
          {sampleId === null ? (
            <span className="text-soft">the release as a whole</span>
          ) : (
            <SampleLink sampleId={sampleId}>{sampleId}</SampleLink>
          )}
        </p>
        <p className="figures mt-0.5 break-words">{message}</p>
        {waiver && (
          <p className="mt-1 break-words text-soft">
            Waived by {waiver.by}, <RelativeTime at={waiver.at} />: “{waiver.reason}”
          </p>
        )}
      </div>
      {!mayWaive && mayBeWaived ? null : waiver ? (
        <Button size="sm" disabled={disabled} onClick={() => onRevoke(waiver.id)}>
          Revoke
        </Button>
      ) : mayBeWaived ? (
        <Button size="sm" disabled={disabled} onClick={onWaive}>
          Waive…
        </Button>
      ) : (
        <span className="py-1 text-2xs text-soft">cannot be waived</span>
      )}
    </li>
  );
}
