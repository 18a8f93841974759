"use client";

import { CircleSlash, OctagonX, Play, Square } from "lucide-react";
import { useState } from "react";
import { counted } from "#core/counted.ts";
import type { RunProgress, StageProgress } from "#server/run/get-run-progress.ts";
import type { ActionResult } from "#server/web/action.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useAction } from "#components/ui/use-action.ts";
import { durationText, timeLeft } from "./duration.ts";
import { LiveRefresh } from "./live-refresh.tsx";
import { stageText } from "./stage-text.ts";

/** While a run goes on, and while one may be started from elsewhere. */
const refreshMilliseconds = { running: 1500, resting: 6000 };

export type RunActions = {
  start: (request: { sceneIds?: string[] }) => Promise<ActionResult<string>>;
  cancel: (request: { runId: string }) => Promise<ActionResult<void>>;
};

/** The latest run of the pipeline, live while it goes on, with what failed and why. */
export function RunPanel({
  run,
  workersAlive,
  actions,
  readAt,
}: {
  run: RunProgress | null;
  workersAlive: number;
  actions: RunActions;
  /** When the progress was read. */
  readAt: Date;
}) {
  const { pending, perform } = useAction();
  const running = run?.state === "running";

  return (
    <Panel
      title="Pipeline"
      aside={
        <div className="flex items-center gap-3">
          <LiveRefresh everyMilliseconds={refreshMilliseconds[running ? "running" : "resting"]} />
          <WorkerLight alive={workersAlive} />
          {running ? (
            <CancelButton
              disabled={pending}
              onCancel={() => perform(() => actions.cancel({ runId: run.id }))}
            />
          ) : (
            <Button
              size="sm"
              look={run ? "plain" : "primary"}
              disabled={pending}
              onClick={() => perform(() => actions.start({}))}
            >
              <Play className="size-3.5" aria-hidden />
              {run && run.until !== "redetect-sample" ? "Run again" : "Run the pipeline"}
            </Button>
          )}
        </div>
      }
    >
      {run ? (
        <RunBody run={run} readAt={readAt} workersAlive={workersAlive} />
      ) : (
        <p className="text-soft">
          The pipeline has not run yet. It selects sharp photos, lifts the scan&apos;s boxes into
          them, proposes edits, checks and words them, and hands what holds up to the reviewers.
        </p>
      )}
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
          <StageRow key={stage.stage} stage={stage} running={run.state === "running"} />
        ))}
      </ul>
      {run.failures.length > 0 && (
        <details className="mt-4 rounded-md bg-bad-wash px-3 py-2" open>
          <summary className="font-medium text-bad">
            {run.failures.length === 20
              ? "The latest 20 failures"
              : `${run.failures.length} failed`}
          </summary>
          <ul className="mt-1.5 flex flex-col gap-1.5">
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

const parts = [
  { state: "done", fill: "bg-good-fill", text: "done" },
  { state: "skipped", fill: "bg-good-fill/40", text: "unchanged" },
  { state: "failed", fill: "bg-bad", text: "failed" },
  { state: "running", fill: "bg-accent animate-pulse-soft", text: "running" },
  { state: "waiting", fill: "bg-transparent", text: "waiting" },
  { state: "cancelled", fill: "bg-line-strong/40", text: "cancelled" },
] as const;

function StageRow({ stage, running }: { stage: StageProgress; running: boolean }) {
  const total = parts.reduce((sum, { state }) => sum + stage[state], 0);
  const said = parts.filter(({ state }) => stage[state] > 0);
  return (
    <li className="grid grid-cols-[8rem_1fr_9.5rem] items-center gap-x-3" data-stage={stage.stage}>
      <span className={total === 0 ? "text-soft" : undefined}>{stageText[stage.stage]}</span>
      <span className="flex h-1.5 overflow-hidden rounded-full bg-sunken" aria-hidden>
        {said.map(({ state, fill }) => (
          <span
            key={state}
            className={`${fill} transition-[width] duration-500`}
            style={{ width: `${(stage[state] / total) * 100}%` }}
          />
        ))}
      </span>
      <span className="figures truncate text-xs text-soft">
        {total === 0
          ? running
            ? "not reached"
            : "nothing to do"
          : said.map(({ state, text }) => `${stage[state]} ${text}`).join(", ")}
      </span>
    </li>
  );
}

function RunBadge({ state }: { state: RunProgress["state"] }) {
  if (state === "running") return <Badge tone="accent">Running</Badge>;
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
