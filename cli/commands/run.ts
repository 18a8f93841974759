import { Stage } from "#core/stage.ts";
import type { RunProgress } from "#server/run/get-run-progress.ts";
import { readArguments, readChoice, readWholeNumber } from "../arguments.ts";
import type { Command } from "../command.ts";
import { print, printJson, printTable, tell } from "../print.ts";
import { withSession } from "../session.ts";
import { waitForRun } from "../wait-for-run.ts";

const seedMax = 2 ** 31 - 1;
const everyMax = 1000;

export const runCommand: Command = {
  help: `Usage: gsi run [--scene ID]... [--until STAGE] [--exclude LABEL]... [--include LABEL]... [--every N] [--seed N] [--wait] [--json]

Puts the pipeline to work on all scenes. What was done before with the same inputs is not done again, so a run
that was interrupted is taken up by running again.

  --scene ID       only this scene; may be given several times
  --until STAGE    stop after a stage: ${Stage.options.join(", ")}
  --exclude LABEL  propose no edits of things with this label; may be given several times
  --include LABEL  take things with this label for movable although the list says that they stay where they are;
                   may be given several times, and holds for the scene until other labels are given: "" for none
  --every N        keep at most one photo of so many in a row (as last time; at first 20)
  --seed N         start of every pseudo-random choice (1); the same seed gives the same samples
  --wait           stay until it is done, with a worker of its own where none is running
  --json           print the run's progress as JSON

With --wait the exit code is 1 when something failed. Ctrl-C stops the waiting; what was done stays.

Examples:
  gsi run --wait
  gsi run --scene 036bce3393 --until reconstruct-frame --wait
  gsi run --seed 7`,
  async run(args) {
    const { values } = readArguments(args, {
      scene: { type: "string", multiple: true },
      until: { type: "string" },
      exclude: { type: "string", multiple: true },
      include: { type: "string", multiple: true },
      every: { type: "string" },
      seed: { type: "string" },
      wait: { type: "boolean" },
      json: { type: "boolean" },
    });
    const until = readChoice("--until", Stage, values.until);
    const every = readWholeNumber("--every", [1, everyMax], values.every);
    const seed = readWholeNumber("--seed", [0, seedMax], values.seed);
    return withSession(async (ctx) => {
      const { startRun } = await import("#server/run/start-run.ts");
      const { getRunProgress } = await import("#server/run/get-run-progress.ts");
      const { countLiveWorkers } = await import("#server/worker/count-live-workers.ts");
      const runId = await startRun(ctx, {
        sceneIds: values.scene,
        until,
        parameters: {
          seed,
          ...(every === undefined ? {} : { selectFrames: { every } }),
          includedLabels: values.include?.filter((label) => label.trim() !== ""),
          proposeOperations: { excludedLabels: values.exclude },
        },
      });
      const ended = values.wait ? await waitForRun(ctx, runId) : true;
      const progress = await getRunProgress(ctx, runId);
      if (!progress) throw new Error(`run ${runId} is gone`);
      if (values.json) printJson(progress);
      else if (values.wait && ended) printEnd(progress);
      else if (!values.wait) {
        print(`Run ${runId} is started: "gsi status" shows how far it is.`);
        if ((await countLiveWorkers(ctx)) === 0)
          tell('No worker is running: start the studio with "npm start", or use "gsi run --wait".');
      }
      return ended && progress.failures.length === 0 ? 0 : 1;
    });
  },
};

function printEnd({ stages, failures }: RunProgress): void {
  const seen = stages.filter(({ stage: _stage, ...counts }) =>
    Object.values(counts).some((count) => count > 0),
  );
  printTable(
    ["stage", "done", "done before", "failed"],
    seen.map(({ stage, done, skipped, failed }) => [stage, done, skipped, failed]),
  );
  for (const { stage, subjectId, reason } of failures)
    print(`${stage} of ${subjectId} failed: ${reason}`);
}
