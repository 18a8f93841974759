import { Backend } from "#core/detection/backend.ts";
import { PipelineStage } from "#core/stage.ts";
import { readArguments, readChoice, readWholeNumber } from "../arguments.ts";
import type { Command } from "../command.ts";
import {
  detectorFlags,
  detectorHelp,
  readDetectorOptions,
  withStoredPrompts,
} from "../detector-options.ts";
import { reportRun } from "../report-run.ts";
import { withSession } from "../session.ts";

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
  --until STAGE    stop after a stage: ${PipelineStage.options.join(", ")}
  --exclude LABEL  propose no edits of things with this label; may be given several times
  --include LABEL  take things with this label for movable although the list says that they stay where they are;
                   may be given several times, and holds for the scene until other labels are given: "" for none
  --every N        keep at most one photo of so many in a row (as last time; at first 20)
  --backend NAME   what turns photos into 3D boxes: ${Backend.options.join(", ")}
${detectorHelp}
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
      ...detectorFlags,
      wait: { type: "boolean" },
      json: { type: "boolean" },
    });
    const until = readChoice("--until", PipelineStage, values.until);
    const every = readWholeNumber("--every", [1, everyMax], values.every);
    const seed = readWholeNumber("--seed", [0, seedMax], values.seed);
    const detector = readDetectorOptions(values);
    return withSession(async (ctx) => {
      const { startRun } = await import("#server/run/start-run.ts");
      const runId = await startRun(ctx, {
        sceneIds: values.scene,
        until,
        models: detector.models,
        parameters: {
          seed,
          ...(every === undefined ? {} : { selectFrames: { every } }),
          reconstructFrame: await withStoredPrompts(ctx, detector, values.scene),
          includedLabels: values.include?.filter((label) => label.trim() !== ""),
          proposeOperations: { excludedLabels: values.exclude },
        },
      });
      return reportRun(ctx, runId, { command: "run", ...values });
    });
  },
};
