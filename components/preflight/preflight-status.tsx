import { CircleCheck, OctagonX, Pause, Play, RotateCcw, Square } from "lucide-react";
import type { ReactNode } from "react";
import { counted } from "#core/counted.ts";
import type { Preflight } from "#server/preflight/get-preflight.ts";
import type { RunProgress } from "#server/run/get-run-progress.ts";
import { LiveRefresh } from "#components/run/live-refresh.tsx";
import { StageRow } from "#components/run/stage-row.tsx";
import { May } from "#components/account/may.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";

/** While checks go on, and while a sample may change elsewhere. */
const refreshMilliseconds = { running: 1500, resting: 10_000 };

/** How far the checks are, what stands against a freeze, and the way to start and to stop them. */
export function PreflightStatus({
  preflight,
  run,
  workersAlive,
  pending,
  action,
  onStart,
  onPause,
  onResume,
  onCancel,
}: {
  preflight: Preflight;
  run: RunProgress | null;
  workersAlive: number;
  pending: boolean;
  /** What to do when nothing stands against it. */
  action: ReactNode;
  onStart: () => void;
  onPause: (runId: string) => void;
  onResume: (runId: string) => void;
  onCancel: (runId: string) => void;
}) {
  const { counts } = preflight;
  const open = run && (run.state === "running" || run.state === "paused") ? run : null;
  const due = counts.unchecked + counts.stale;
  return (
    <Panel
      title="Checks"
      aside={
        <div className="flex items-center gap-2">
          <LiveRefresh
            everyMilliseconds={
              refreshMilliseconds[run?.state === "running" ? "running" : "resting"]
            }
          />
          {open?.state === "running" && (
            <May do="run.pause">
              <Button size="sm" disabled={pending} onClick={() => onPause(open.id)}>
                <Pause className="size-3.5" aria-hidden />
                Pause
              </Button>
            </May>
          )}
          {open?.state === "paused" && (
            <May do="run.resume">
              <Button size="sm" disabled={pending} onClick={() => onResume(open.id)}>
                <Play className="size-3.5" aria-hidden />
                Go on
              </Button>
            </May>
          )}
          {open ? (
            <May do="run.cancel">
              <Button size="sm" disabled={pending} onClick={() => onCancel(open.id)}>
                <Square className="size-3.5" aria-hidden />
                Cancel
              </Button>
            </May>
          ) : (
            <May do="preflight.start">
              <Button
                size="sm"
                look={due > 0 ? "primary" : "plain"}
                disabled={pending || due === 0}
                onClick={onStart}
              >
                <RotateCcw className="size-3.5" aria-hidden />
                {due === 0
                  ? "All checked"
                  : counts.checked + counts.stale > 0
                    ? `Check ${counted(due, "sample")} again`
                    : `Check ${counted(due, "sample")}`}
              </Button>
            </May>
          )}
          {action}
        </div>
      }
    >
      <div className="flex flex-col gap-3">
        <Verdict {...preflight} />
        <p className="figures text-xs text-soft" aria-live="polite">
          {counts.checked} of {counted(counts.chosen, "sample")} checked as they are now
          {counts.stale > 0 && `, ${counts.stale} changed since`}
          {counts.unchecked > 0 && `, ${counts.unchecked} not checked yet`}
          {preflight.acceptancesMin > 0 &&
            `; each needs ${counted(preflight.acceptancesMin, "acceptance")}`}
        </p>
        {open && (
          <ul className="text-sm">
            {open.stages.map((stage) => (
              <StageRow key={stage.stage} stage={stage} isOpen />
            ))}
          </ul>
        )}
        {open?.state === "running" && workersAlive === 0 && (
          <p role="alert" className="text-xs text-warn">
            No worker is running, so nothing is checked. “npm start” starts one.
          </p>
        )}
        {run?.failures.map(({ subjectId, reason }) => (
          <p key={subjectId} className="text-xs text-bad">
            {subjectId} could not be checked: {reason}
          </p>
        ))}
      </div>
    </Panel>
  );
}

function Verdict({ obstacles, isRequired }: Preflight) {
  if (obstacles.length === 0)
    return (
      <p className="flex items-center gap-2 font-medium text-good">
        <CircleCheck className="size-4" aria-hidden />
        Nothing stands against a freeze.
      </p>
    );
  return (
    <div className="flex gap-2">
      <OctagonX className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
      <p>
        <span className="font-medium text-bad">
          {isRequired
            ? "The draft cannot be frozen yet: "
            : "The draft can be frozen as it is, but: "}
        </span>
        <span className="figures">{obstacles.join(", ")}.</span>
      </p>
    </div>
  );
}
