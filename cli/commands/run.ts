import { Backend } from "#core/detection/backend.ts";
import { IntrinsicsMode } from "#core/detection/intrinsics-mode.ts";
import { PromptSource } from "#core/detection/reconstruct-options.ts";
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
  help: `Usage: gsi run [--scene ID]... [--until STAGE] [--exclude LABEL]... [--include LABEL]... [--every N] [--seed N]
               [--backend NAME] [--model NAME] [--prompts NAME] [--prompt-model NAME]
               [--prompts-file FILE] [--intrinsics NAME]
               [--wait] [--json]

Puts the pipeline to work on all scenes. What was done before with the same inputs is not done again, so a run
that was interrupted is taken up by running again.

  --scene ID       only this scene; may be given several times
  --until STAGE    stop after a stage: ${Stage.options.join(", ")}
  --exclude LABEL  propose no edits of things with this label; may be given several times
  --include LABEL  take things with this label for movable although the list says that they stay where they are;
                   may be given several times, and holds for the scene until other labels are given: "" for none
  --every N        keep at most one photo of so many in a row (as last time; at first 20)
  --backend NAME   what turns photos into 3D boxes: ${Backend.options.join(", ")}
  --model NAME     the model of the backend detany3d; the run keeps to exactly these files
  --prompts NAME   where that backend is to look: ${PromptSource.options.join(", ")}
  --prompt-model NAME  the model of prompts that a model finds
  --prompts-file FILE  places found beforehand (docs/prompts.schema.json)
  --intrinsics NAME    the camera it works with: ${IntrinsicsMode.options.join(", ")}
  --seed N         start of every pseudo-random choice (1); the same seed gives the same samples
  --wait           stay until it is done, with a worker of its own where none is running
  --json           print the run's progress as JSON

With --wait the exit code is 1 when something failed. Ctrl-C stops the waiting; what was done stays.

Examples:
  gsi run --wait
  gsi run --scene 036bce3393 --until reconstruct-frame --wait
  gsi run --backend detany3d --model detany3d-fp16 --wait
  gsi run --seed 7`,
  async run(args) {
    const { values } = readArguments(args, {
      scene: { type: "string", multiple: true },
      until: { type: "string" },
      exclude: { type: "string", multiple: true },
      include: { type: "string", multiple: true },
      every: { type: "string" },
      seed: { type: "string" },
      backend: { type: "string" },
      model: { type: "string" },
      prompts: { type: "string" },
      "prompt-model": { type: "string" },
      "prompts-file": { type: "string" },
      intrinsics: { type: "string" },
      wait: { type: "boolean" },
      json: { type: "boolean" },
    });
    const until = readChoice("--until", Stage, values.until);
    const every = readWholeNumber("--every", [1, everyMax], values.every);
    const seed = readWholeNumber("--seed", [0, seedMax], values.seed);
    const backend = readChoice("--backend", Backend, values.backend);
    const prompts = readChoice("--prompts", PromptSource, values.prompts);
    const intrinsicsMode = readChoice("--intrinsics", IntrinsicsMode, values.intrinsics);
    return withSession(async (ctx) => {
      const { storePromptsFile } = await import("#server/run/store-prompts-file.ts");
      const { startRun } = await import("#server/run/start-run.ts");
      const { getRunProgress } = await import("#server/run/get-run-progress.ts");
      const { countLiveWorkers } = await import("#server/worker/count-live-workers.ts");
      const listed = values["prompts-file"]
        ? await storePromptsFile(ctx, values["prompts-file"], values.scene)
        : null;
      for (const warning of listed?.warnings ?? []) tell(warning);
      const runId = await startRun(ctx, {
        sceneIds: values.scene,
        until,
        models: { detector: values.model, prompts: values["prompt-model"] },
        parameters: {
          seed,
          ...(every === undefined ? {} : { selectFrames: { every } }),
          reconstructFrame: {
            backend,
            prompts: listed ? "precomputed" : prompts,
            promptsFile: listed?.promptsFile,
            intrinsicsMode,
          },
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
