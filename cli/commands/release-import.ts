import { counted } from "#core/counted.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { inCopy, zipHelp } from "../in-copy.ts";
import { print, printJson } from "../print.ts";
import { ProgressLine } from "../progress-line.ts";
import { withSession } from "../session.ts";
import { stopSignal } from "../stop-signal.ts";

const unreadableShown = 20;

export const releaseImportCommand: Command = {
  help: `Usage: gsi release import DIR|ZIP --name NAME [--json]

Brings in a data set in the layout of GSI-Bench that was made elsewhere, as a read-only release: to be browsed, with
what the rules of the layout say of it, and compared. It comes in as it is: files that are no sample are named, and
do not keep the rest out. Nothing comes in where no edit can be read. DIR is only read.

${zipHelp}

  DIR          fine_dataset, or the folder in which it lies
  ZIP          one of the two, packed
  --name NAME  name of the release
  --json       print what came in as JSON

Examples:
  gsi release import ~/GSI-Bench/fine_dataset --name gsi-bench-published
  gsi release import ~/Downloads/fine_dataset.zip --name gsi-bench-published`,
  async run(args) {
    const { values, positionals } = readArguments(
      args,
      { name: { type: "string" }, json: { type: "boolean" } },
      ["DIR|ZIP"],
    );
    const { name } = values;
    if (!name) throw new UsageError("--name NAME is missing");
    const imported = await withSession((ctx) =>
      inCopy(positionals["DIR|ZIP"], async ({ dir }) => {
        const { importDataset } = await import("#server/release/import-dataset.ts");
        const progress = new ProgressLine();
        try {
          return await importDataset(ctx, {
            dir,
            name,
            onProgress: ({ done, total }) => progress.show(`reading ${done}/${total}`),
            signal: stopSignal(),
          });
        } finally {
          progress.clear();
        }
      }),
    );
    if (values.json) {
      printJson(imported);
      return 0;
    }
    const { samples, images, unreadable, errors, warnings, manifestHash } = imported;
    print(`${name} is here: ${counted(samples, "sample")} of ${counted(images, "photo")}`);
    print(
      `By the rules of the layout: ${counted(errors, "error")}, ${counted(warnings, "warning")}`,
    );
    print(`Manifest: ${manifestHash}`);
    for (const { file, reason } of unreadable.slice(0, unreadableShown))
      print(`Not a sample, ${file}: ${reason}`);
    if (unreadable.length > unreadableShown)
      print(`and ${unreadable.length - unreadableShown} more, all on the release's page`);
    return 0;
  },
};
