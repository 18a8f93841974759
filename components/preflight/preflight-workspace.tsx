"use client";

import { CircleCheck, Snowflake } from "lucide-react";
import { useState } from "react";
import type { PreflightCode } from "#core/release/preflight/preflight-code.ts";
import type { Preflight, ReportedFinding } from "#server/preflight/get-preflight.ts";
import type { PreflightScope } from "#server/preflight/preflight-scope.ts";
import type { RevokeWaiverInput } from "#server/preflight/revoke-waiver.ts";
import type { WaiveFindingInput } from "#server/preflight/waive-finding.ts";
import type { RunProgress } from "#server/run/get-run-progress.ts";
import type { ActionResult } from "#server/web/action.ts";
import { WhoMay } from "#components/account/may.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { useAction } from "#components/ui/use-action.ts";
import { codeCounts } from "./code-counts.ts";
import { CodeFilter } from "./code-filter.tsx";
import { codeText } from "./code-text.ts";
import { FindingItem } from "./finding-item.tsx";
import { PastWaivers } from "./past-waivers.tsx";
import { PreflightStatus } from "./preflight-status.tsx";
import { WaiveDialog } from "./waive-dialog.tsx";

const shownMax = 200;

export type PreflightActions = {
  start: (scope: PreflightScope) => Promise<ActionResult<unknown>>;
  pause: (request: { runId: string }) => Promise<ActionResult<unknown>>;
  resume: (request: { runId: string }) => Promise<ActionResult<unknown>>;
  cancel: (request: { runId: string }) => Promise<ActionResult<unknown>>;
  waive: (request: WaiveFindingInput) => Promise<ActionResult<unknown>>;
  revoke: (request: RevokeWaiverInput) => Promise<ActionResult<unknown>>;
};

/** What the checks of a draft found: counted by code on the left, one by one on the right, with what to do about it. */
export function PreflightWorkspace({
  draftId,
  preflight,
  run,
  workersAlive,
  actions,
}: {
  draftId: string;
  preflight: Preflight;
  run: RunProgress | null;
  workersAlive: number;
  actions: PreflightActions;
}) {
  const { pending, perform } = useAction();
  const [code, setCode] = useState<PreflightCode | null>(null);
  const [waiving, setWaiving] = useState<ReportedFinding | null>(null);
  const { findings, obstacles, pastWaivers } = preflight;
  const isPassed = obstacles.length === 0 || !preflight.isRequired;
  return (
    <div className="flex flex-col gap-4">
      <PreflightStatus
        preflight={preflight}
        run={run}
        workersAlive={workersAlive}
        pending={pending}
        action={isPassed && <FreezeLink draftId={draftId} />}
        onStart={() => perform(() => actions.start({ draftId }))}
        onPause={(runId) => perform(() => actions.pause({ runId }))}
        onResume={(runId) => perform(() => actions.resume({ runId }))}
        onCancel={(runId) => perform(() => actions.cancel({ runId }))}
      />
      <div className="grid grid-cols-[21rem_minmax(0,1fr)] items-start gap-4">
        <Panel title="What was found" className="sticky top-4" flush>
          {findings.length === 0 ? (
            <p className="p-4 text-xs text-soft">Nothing so far.</p>
          ) : (
            <CodeFilter counts={codeCounts(findings)} chosen={code} onChoose={setCode} />
          )}
        </Panel>
        <div className="flex min-w-0 flex-col gap-4">
          {findings.some((one) => one.mayBeWaived) && <WhoMay do="preflight.waive" />}
          <FindingList
            findings={findings}
            // What was mended meanwhile narrows the list no longer.
            code={findings.some((one) => one.code === code) ? code : null}
            disabled={pending}
            onShowAll={() => setCode(null)}
            onWaive={setWaiving}
            onRevoke={(id) => perform(() => actions.revoke({ id }))}
          />
          <PastWaivers waivers={pastWaivers} />
        </div>
      </div>
      {waiving && (
        <WaiveDialog
          finding={waiving}
          onClose={() => setWaiving(null)}
          waive={async (reason) => {
            const answer = await actions.waive({ ...waiving, draftId, reason });
            // What went wrong is said in the dialog; a waiver shows on the page.
            if (answer.ok) perform(async () => answer);
            return answer;
          }}
        />
      )}
    </div>
  );
}

function FreezeLink({ draftId }: { draftId: string }) {
  return (
    <ButtonLink
      look="primary"
      size="sm"
      href={`/releases?draft=${encodeURIComponent(draftId)}#freeze`}
    >
      <Snowflake className="size-3.5" aria-hidden />
      Freeze…
    </ButtonLink>
  );
}

function FindingList({
  findings,
  code,
  disabled,
  onShowAll,
  onWaive,
  onRevoke,
}: {
  findings: readonly ReportedFinding[];
  code: PreflightCode | null;
  disabled: boolean;
  onShowAll: () => void;
  onWaive: (finding: ReportedFinding) => void;
  onRevoke: (waiverId: string) => void;
}) {
  const listed = code === null ? findings : findings.filter((one) => one.code === code);
  return (
    <Panel
      title={code === null ? "All findings" : codeText[code]}
      aside={
        code !== null && (
          <Button size="sm" onClick={onShowAll}>
            Show all
          </Button>
        )
      }
      flush
    >
      {listed.length === 0 ? (
        <EmptyState icon={<CircleCheck />} title="Nothing found">
          What the checks find about a sample is listed here.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {listed.slice(0, shownMax).map((finding) => (
            <FindingItem
              key={`${finding.code} ${finding.sampleId ?? ""} ${finding.message}`}
              finding={finding}
              disabled={disabled}
              onWaive={() => onWaive(finding)}
              onRevoke={onRevoke}
            />
          ))}
          {listed.length > shownMax && (
            <li className="figures px-4 py-2.5 text-xs text-soft">
              and {listed.length - shownMax} more; a code on the left narrows the list
            </li>
          )}
        </ul>
      )}
    </Panel>
  );
}
