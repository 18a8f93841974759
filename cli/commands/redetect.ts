import { counted } from "#core/counted.ts";
import { redetectionCountText } from "#core/release/redetection-count.ts";
import { ReleaseSource } from "#core/release/release-name.ts";
import type { Context } from "#server/context.ts";
import type { forgetRedetections } from "#server/sample/forget-redetections.ts";
import type { SampleRedetection } from "#server/sample/latest-redetection.ts";
import { readArguments, readChoice } from "../arguments.ts";
import type { Command } from "../command.ts";
import {
  detectorFlags,
  detectorHelp,
  readDetectorOptions,
  withStoredPrompts,
} from "../detector-options.ts";
import { print } from "../print.ts";
import { reportRun } from "../report-run.ts";
import { withSession } from "../session.ts";

const lostShown = 10;

export const redetectCommand: Command = {
  help: `Usage: gsi redetect [--from accepted|gated] [--scene ID]... [--sample ID]...
                    [--backend NAME] [--model NAME] [--prompts NAME] [--prompt-model NAME]
                    [--prompts-file FILE] [--intrinsics NAME]
                    [--wait] [--json]
       gsi redetect --forget [--from accepted|gated] [--scene ID]... [--sample ID]...

Asks a detector about every sample with the label that it has now, on the stored photo, and notes whether the
source box is found again as the published evaluator demands. A sample that is not found scores nothing there,
and the next release leaves it out. The newest answer counts, whichever detector gave it; a sample that is
changed afterwards counts as not looked at.

  --from KIND      accepted: what people accepted (default); gated: what the gate kept and nobody rejected
  --scene ID       only samples of this scene; may be given several times
  --sample ID      this sample, whatever its state; may be given several times
  --backend NAME   what finds the boxes: detany3d (default) or detany3d-service
${detectorHelp}
  --wait           stay until it is done, with a worker of its own where none is running
  --json           print the run's progress as JSON
  --forget         ask nothing, but forget what was said about these samples: they count as not looked at

With --wait the exit code is 1 when something could not be looked at; not found is no failure.

Examples:
  gsi redetect --model detany3d-fp16 --prompts grounding-dino --prompt-model gdino --wait
  gsi redetect --backend detany3d-service --from gated --scene 036bce3393 --wait
  gsi redetect --forget --from gated`,
  async run(args) {
    const { values } = readArguments(args, {
      from: { type: "string" },
      scene: { type: "string", multiple: true },
      sample: { type: "string", multiple: true },
      ...detectorFlags,
      wait: { type: "boolean" },
      json: { type: "boolean" },
      forget: { type: "boolean" },
    });
    const source = readChoice("--from", ReleaseSource, values.from);
    const detector = readDetectorOptions({ backend: "detany3d", ...values });
    const choice = { source, sceneIds: values.scene, sampleIds: values.sample };
    return withSession(async (ctx) => {
      if (values.forget) return forget(ctx, choice);
      const { startRedetection } = await import("#server/run/start-redetection.ts");
      const { findRedetections } = await import("#server/sample/find-redetections.ts");
      const runId = await startRedetection(ctx, {
        ...choice,
        models: detector.models,
        options: await withStoredPrompts(ctx, detector, values.scene),
      });
      const code = await reportRun(ctx, runId, { command: "redetect", ...values });
      if (values.wait && !values.json) printOutcome(await findRedetections(ctx, runId));
      return code;
    });
  },
};

async function forget(
  ctx: Context,
  choice: Parameters<typeof forgetRedetections>[1],
): Promise<number> {
  const verb = await import("#server/sample/forget-redetections.ts");
  const count = await verb.forgetRedetections(ctx, choice);
  print(`${counted(count, "sample")} not looked at any more`);
  return 0;
}

function printOutcome(
  samples: readonly { sampleId: string; redetection: SampleRedetection | null }[],
): void {
  const lost = samples.filter(({ redetection }) => redetection && !redetection.passed);
  const notLookedAt = samples.filter(({ redetection }) => !redetection).length;
  const found = samples.length - lost.length - notLookedAt;
  print(redetectionCountText({ found, notFound: lost.length, notLookedAt }));
  for (const { sampleId, redetection } of lost.slice(0, lostShown))
    print(`  ${sampleId}: ${redetection?.message}`);
  if (lost.length > lostShown) print(`  and ${lost.length - lostShown} more`);
}
