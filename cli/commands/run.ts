import type * as z from "zod";
import { Backend } from "#core/detection/backend.ts";
import { IntrinsicsMode } from "#core/detection/intrinsics-mode.ts";
import { PromptSource } from "#core/detection/reconstruct-options.ts";
import type { GateOptions } from "#core/gate/gate-options.ts";
import { GateKind } from "#core/gate/gate-options.ts";
import { Stage } from "#core/stage.ts";
import type { GateProgress } from "#server/gate/get-gate-progress.ts";
import type { RunProgress } from "#server/run/get-run-progress.ts";
import { readArguments, readChoice, readNumber, readWholeNumber } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { print, printJson, printTable, tell } from "../print.ts";
import { withSession } from "../session.ts";
import { waitForRun } from "../wait-for-run.ts";

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
      backend: { type: "string" },
      model: { type: "string" },
      prompts: { type: "string" },
      "prompt-model": { type: "string" },
      "prompts-file": { type: "string" },
      intrinsics: { type: "string" },
      gate: { type: "string" },
      "gate-model": { type: "string" },
      votes: { type: "string" },
      "drop-at": { type: "string" },
      "audit-share": { type: "string" },
      budget: { type: "string" },
      wait: { type: "boolean" },
      json: { type: "boolean" },
    });
    const until = readChoice("--until", Stage, values.until);
    const every = readWholeNumber("--every", [1, everyMax], values.every);
    const seed = readWholeNumber("--seed", [0, seedMax], values.seed);
    const backend = readChoice("--backend", Backend, values.backend);
    const prompts = readChoice("--prompts", PromptSource, values.prompts);
    const intrinsicsMode = readChoice("--intrinsics", IntrinsicsMode, values.intrinsics);
    const gate = readGate(values);
    const budgetDollars = readNumber("--budget", [0.01, 1e6], values.budget) ?? null;
    return withSession(async (ctx) => {
      const { storePromptsFile } = await import("#server/run/store-prompts-file.ts");
      const { startRun } = await import("#server/run/start-run.ts");
      const { getRunProgress } = await import("#server/run/get-run-progress.ts");
      const { getGateProgress } = await import("#server/gate/get-gate-progress.ts");
      const { countLiveWorkers } = await import("#server/worker/count-live-workers.ts");
      const listed = values["prompts-file"]
        ? await storePromptsFile(ctx, values["prompts-file"], values.scene)
        : null;
      for (const warning of listed?.warnings ?? []) tell(warning);
      const runId = await startRun(ctx, {
        sceneIds: values.scene,
        until,
        budgetDollars,
        models: { detector: values.model, prompts: values["prompt-model"] },
        parameters: {
          seed,
          gate,
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
      else if (values.wait && ended) printEnd(progress, await getGateProgress(ctx, runId));
      else if (!values.wait) {
        print(`Run ${runId} is started: "gsi status" shows how far it is.`);
        if ((await countLiveWorkers(ctx)) === 0)
          tell('No worker is running: start the studio with "npm start", or use "gsi run --wait".');
      }
      return ended && progress.failures.length === 0 ? 0 : 1;
    });
  },
};

/** The options of the gate; those of a model make no sense without one. */
function readGate(values: {
  gate?: string;
  "gate-model"?: string;
  votes?: string;
  "drop-at"?: string;
  "audit-share"?: string;
  budget?: string;
}): z.input<typeof GateOptions> {
  const kind = readChoice("--gate", GateKind, values.gate) ?? "rules";
  if (kind === "rules") {
    const flags = ["gate-model", "votes", "drop-at", "audit-share", "budget"] as const;
    const flag = flags.find((name) => values[name] !== undefined);
    if (flag) throw new UsageError(`--${flag} is about a model: add --gate mllm`);
    return { kind };
  }
  const model = values["gate-model"] ?? process.env.GSI_GATE_MODEL;
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
