import type * as z from "zod";
import { Backend } from "#core/detection/backend.ts";
import type { GateOptions } from "#core/gate/gate-options.ts";
import { GateKind } from "#core/gate/gate-options.ts";
import { PipelineStage } from "#core/stage.ts";
import { readArguments, readChoice, readNumber, readWholeNumber } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
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
               [--gate NAME] [--gate-model NAME] [--votes N] [--drop-at C] [--audit-share S] [--budget DOLLARS]
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
  --gate NAME      what decides which candidates people see: rules (as by default), or mllm, a model that is asked
                   about what the rules let through (docs/gate.md; its server is named by GSI_GATE_URL)
  --gate-model NAME  the model as its server calls it (GSI_GATE_MODEL)
  --votes N        how often it is asked about each candidate (1)
  --drop-at C      leave drops of less confidence to people (0.6)
  --audit-share S  show so many of the dropped to people, who do not know it (0.05)
  --budget DOLLARS pause the run before its gate costs more
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
      gate: { type: "string" },
      "gate-model": { type: "string" },
      votes: { type: "string" },
      "drop-at": { type: "string" },
      "audit-share": { type: "string" },
      budget: { type: "string" },
      wait: { type: "boolean" },
      json: { type: "boolean" },
    });
    const until = readChoice("--until", PipelineStage, values.until);
    const every = readWholeNumber("--every", [1, everyMax], values.every);
    const seed = readWholeNumber("--seed", [0, seedMax], values.seed);
    const detector = readDetectorOptions(values);
    const budgetDollars = readNumber("--budget", [0.01, 1e6], values.budget) ?? null;
    return withSession(async (ctx) => {
      const { env } = await import("#server/env.ts");
      const gate = readGate(values, env().GSI_GATE_MODEL);
      const { startRun } = await import("#server/run/start-run.ts");
      const runId = await startRun(ctx, {
        sceneIds: values.scene,
        until,
        budgetDollars,
        models: detector.models,
        parameters: {
          seed,
          gate,
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

/** The options of the gate; those of a model make no sense without one. */
function readGate(
  values: {
    gate?: string;
    "gate-model"?: string;
    votes?: string;
    "drop-at"?: string;
    "audit-share"?: string;
    budget?: string;
  },
  usualModel: string | undefined,
): z.input<typeof GateOptions> {
  const kind = readChoice("--gate", GateKind, values.gate) ?? "rules";
  if (kind === "rules") {
    const flags = ["gate-model", "votes", "drop-at", "audit-share", "budget"] as const;
    const flag = flags.find((name) => values[name] !== undefined);
    if (flag) throw new UsageError(`--${flag} is about a model: add --gate mllm`);
    return { kind };
  }
  const model = values["gate-model"] ?? usualModel;
  if (!model) throw new UsageError("--gate mllm: name the model by --gate-model or GSI_GATE_MODEL");
  const votes = readWholeNumber("--votes", [1, 9], values.votes);
  return {
    kind,
    model,
    votes,
    // Votes at temperature 0 would all be the same.
    temperature: votes !== undefined && votes > 1 ? 0.7 : 0,
    dropAtConfidence: readNumber("--drop-at", [0, 1], values["drop-at"]),
    auditShare: readNumber("--audit-share", [0, 1], values["audit-share"]),
  };
}
