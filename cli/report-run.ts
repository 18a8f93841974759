import type { Context } from "#server/context.ts";
import type { GateProgress } from "#server/gate/get-gate-progress.ts";
import type { RunProgress } from "#server/run/get-run-progress.ts";
import { print, printJson, printTable, tell } from "./print.ts";
import { waitForRun } from "./wait-for-run.ts";

/** Tells how a run that `command` has just started stands, with `wait` how it ended. Returns the exit code. */
export async function reportRun(
  ctx: Context,
  runId: string,
  { command, wait = false, json = false }: { command: string; wait?: boolean; json?: boolean },
): Promise<number> {
  const { getRunProgress } = await import("#server/run/get-run-progress.ts");
  const { getGateProgress } = await import("#server/gate/get-gate-progress.ts");
  const { countLiveWorkers } = await import("#server/worker/count-live-workers.ts");
  const ended = wait ? await waitForRun(ctx, runId) : true;
  const progress = await getRunProgress(ctx, runId);
  if (!progress) throw new Error(`run ${runId} is gone`);
  if (json) printJson(progress);
  else if (wait && ended) printEnd(progress, await getGateProgress(ctx, runId));
  else if (!wait) {
    print(`Run ${runId} is started: "gsi status" shows how far it is.`);
    if ((await countLiveWorkers(ctx)) === 0)
      tell(
        `No worker is running: start the studio with "npm start", or use "gsi ${command} --wait".`,
      );
  }
  return ended && progress.failures.length === 0 ? 0 : 1;
}

function printEnd(
  { state, pauseReason, stages, failures }: RunProgress,
  { verdicts, calls, spent }: GateProgress,
): void {
  const seen = stages.filter(({ stage: _stage, ...counts }) =>
    Object.values(counts).some((count) => count > 0),
  );
  printTable(
    ["stage", "done", "done before", "failed"],
    seen.map(({ stage, done, skipped, failed }) => [stage, done, skipped, failed]),
  );
  for (const { gate, verdict, count, audited } of verdicts)
    print(`gate ${gate}: ${verdict} ${count}${audited > 0 ? ` (${audited} shown to people)` : ""}`);
  if (calls)
    print(`${calls.count} answers of the model, $${spent.toFixed(2)}, ${calls.useless} of no use`);
  for (const { stage, subjectId, reason } of failures)
    print(`${stage} of ${subjectId} failed: ${reason}`);
  if (state === "paused")
    print(`Paused${pauseReason ? `: ${pauseReason}` : ""}. "gsi resume" lets it go on.`);
}
