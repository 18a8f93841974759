"use client";

import { CirclePause, CircleSlash, OctagonX, Pause, Play, Square } from "lucide-react";
import { useState } from "react";
import { counted } from "#core/counted.ts";
import { PipelineStage } from "#core/stage.ts";
import type { GateChoice } from "#server/gate/get-gate-choice.ts";
import type { GateProgress } from "#server/gate/get-gate-progress.ts";
import type { RunProgress } from "#server/run/get-run-progress.ts";
import type { ResumeRunInput } from "#server/run/resume-run.ts";
import type { StartRunInput } from "#server/run/start-run.ts";
import type { ActionResult } from "#server/web/action.ts";
import { May, WhoMay } from "#components/account/may.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useAction } from "#components/ui/use-action.ts";
import { durationText, timeLeft } from "./duration.ts";
import { GateChooser } from "./gate-chooser.tsx";
import { readGateForm, startGateForm } from "./gate-form.ts";
import { LiveRefresh } from "./live-refresh.tsx";
import { PausedNotice } from "./paused-notice.tsx";
import { StageRow } from "./stage-row.tsx";
import { stageText } from "./stage-text.ts";

/** While a run goes on, and while one may be started from elsewhere. */
const refreshMilliseconds = { running: 1500, resting: 6000 };

export type RunActions = {
  start: (request: StartRunInput) => Promise<ActionResult<string>>;
  pause: (request: { runId: string }) => Promise<ActionResult<void>>;
  resume: (request: ResumeRunInput) => Promise<ActionResult<void>>;
  cancel: (request: { runId: string }) => Promise<ActionResult<void>>;
};

/** The latest run of the pipeline, live while it goes on, with what failed and why; the way to start one, to let it rest and to end it. */
export function RunPanel({
  run,
  gate,
  gateChoice,
  workersAlive,
  actions,
  readAt,
}: {
  run: RunProgress | null;
  gate: GateProgress | null;
  gateChoice: GateChoice;
  workersAlive: number;
  actions: RunActions;
  /** When the progress was read. */
  readAt: Date;
}) {
  const { pending, perform } = useAction();
  const [form, setForm] = useState(() => startGateForm(gateChoice));
  const start = readGateForm(form, gateChoice);
  const running = run?.state === "running";
  const open = running || run?.state === "paused" ? run : null;

  return (
    <Panel
      title="Pipeline"
      aside={
        <div className="flex items-center gap-2">
          <LiveRefresh everyMilliseconds={refreshMilliseconds[running ? "running" : "resting"]} />
          <WorkerLight alive={workersAlive} />
          {running && (
            <May do="run.pause">
              <Button
                size="sm"
                disabled={pending}
                onClick={() => perform(() => actions.pause({ runId: run.id }))}
              >
                <Pause className="size-3.5" aria-hidden />
                Pause
              </Button>
            </May>
          )}
          {open ? (
            <May do="run.cancel">
              <CancelButton
                disabled={pending}
                onCancel={() => perform(() => actions.cancel({ runId: open.id }))}
              />
            </May>
          ) : (
            <May do="run.start">
              <Button
                size="sm"
                look={run ? "plain" : "primary"}
                disabled={pending || "problem" in start}
                onClick={() => "request" in start && perform(() => actions.start(start.request))}
              >
                <Play className="size-3.5" aria-hidden />
                {run && PipelineStage.safeParse(run.until).success
                  ? "Run again"
                  : "Run the pipeline"}
              </Button>
            </May>
          )}
        </div>
      }
    >
      {!open && (
        <May do="run.start">
          <div className="mb-3 border-b border-line pb-3">
            <GateChooser
              choice={gateChoice}
              form={form}
              problem={"problem" in start ? start.problem : null}
              onChange={setForm}
            />
          </div>
        </May>
      )}
      {run?.state === "paused" && (
        <PausedNotice
          // Another pause, another budget.
          key={run.pauseReason}
          run={run}
          gate={gate}
          disabled={pending}
          onResume={(budget) => perform(() => actions.resume({ runId: run.id, ...budget }))}
        />
      )}
      {run ? (
        <RunBody run={run} readAt={readAt} workersAlive={workersAlive} />
      ) : (
        <p className="text-soft">
          The pipeline has not run yet. It selects sharp photos, lifts the scan&apos;s boxes into
          them, proposes edits, checks and words them, and hands what holds up to the reviewers.
        </p>
      )}
      {!run && <WhoMay do="run.start" />}
    </Panel>
  );
}

function RunBody({
  run,
  readAt,
  workersAlive,
}: {
  run: RunProgress;
  readAt: Date;
  workersAlive: number;
}) {
  const elapsed = (run.finishedAt ?? readAt).getTime() - run.createdAt.getTime();
  const open = run.stages.reduce((sum, stage) => sum + stage.waiting + stage.running, 0);
  const closed = run.stages.reduce(
    (sum, stage) => sum + stage.done + stage.skipped + stage.failed,
    0,
  );
  const isOpen = run.state === "running" || run.state === "paused";
  const left = run.state === "running" ? timeLeft(elapsed, closed, open) : null;
  return (
    <>
      <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-soft">
        <RunBadge state={run.state} />
        <span className="figures">{durationText(elapsed)}</span>
        {left !== null && <span className="figures">at least {durationText(left)} left</span>}
        <span>
          started <RelativeTime at={run.createdAt} />
        </span>
      </p>
      {run.state === "running" && workersAlive === 0 && (
        <p role="alert" className="mb-3 rounded-md bg-warn-wash px-3 py-2 text-warn">
          No worker is running, so nothing moves. <code className="font-mono">npm start</code>{" "}
          starts one; the run goes on where it stands.
        </p>
      )}
      <ul className="flex flex-col gap-2.5">
        {run.stages.map((stage) => (
          <StageRow key={stage.stage} stage={stage} isOpen={isOpen} />
        ))}
      </ul>
      {run.failures.length > 0 && (
        <details className="mt-4 rounded-md bg-bad-wash px-3 py-2" open>
          <summary className="font-medium text-bad">
            {run.failures.length === 20
              ? "The latest 20 failures"
              : `${run.failures.length} failed`}
          </summary>
          <ul className="mt-1.5 flex max-h-56 flex-col gap-1.5 overflow-y-auto">
            {run.failures.map((failure) => (
              <li key={`${failure.stage}:${failure.subjectId}`} className="text-xs">
                <span className="font-medium">{stageText[failure.stage]}</span>{" "}
                <span className="font-mono text-2xs text-soft">{failure.subjectId}</span>
                <br />
                {failure.reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function RunBadge({ state }: { state: RunProgress["state"] }) {
  if (state === "running") return <Badge tone="accent">Running</Badge>;
  if (state === "paused")
    return (
      <Badge tone="warn" icon={<CirclePause aria-hidden />}>
        Paused
      </Badge>
    );
  if (state === "done") return <Badge tone="good">Done</Badge>;
  return (
    <Badge tone="warn" icon={<CircleSlash aria-hidden />}>
      Cancelled
    </Badge>
  );
}

function WorkerLight({ alive }: { alive: number }) {
  return (
    <span className="flex items-center gap-1.5 text-xs text-soft" data-testid="workers">
      {alive > 0 ? (
        <span aria-hidden className="size-2 rounded-full bg-good-fill" />
      ) : (
        <OctagonX className="size-3.5 text-bad" aria-hidden />
      )}
      {alive === 0 ? "No worker" : counted(alive, "worker")}
    </span>
  );
}

/** Asks once more in place before it acts. */
function CancelButton({ disabled, onCancel }: { disabled: boolean; onCancel: () => void }) {
  const [asked, setAsked] = useState(false);
  return (
    <Button
      size="sm"
      look="danger"
      disabled={disabled}
      onBlur={() => setAsked(false)}
      onClick={() => (asked ? onCancel() : setAsked(true))}
    >
      <Square className="size-3" aria-hidden />
      {asked ? "Really cancel?" : "Cancel run"}
    </Button>
  );
}
