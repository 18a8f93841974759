import { readArguments, readWholeNumber } from "../arguments.ts";
import type { Command } from "../command.ts";
import { printJson, printTable, tell } from "../print.ts";
import { readSampleFilter, sampleFilterHelp, sampleFilterOptions } from "../sample-filter.ts";
import { withSession } from "../session.ts";

export const sampleListCommand: Command = {
  help: `Usage: gsi sample list [--state S] [--operation O] [--scene ID] [--label L] [--given-up] [--limit N] [--after ID] [--json]

${sampleFilterHelp}
  --limit N      at most so many, 1 to 500 (60)
  --after ID     go on after this sample
  --json         print them as JSON; nextCursor is what --after takes

Examples:
  gsi sample list --state accepted --operation move
  gsi sample list --scene 036bce3393 --label "office chair" --json`,
  async run(args) {
    const { values } = readArguments(args, {
      ...sampleFilterOptions,
      limit: { type: "string" },
      after: { type: "string" },
      json: { type: "boolean" },
    });
    const filter = {
      ...readSampleFilter(values),
      cursor: values.after,
      limit: readWholeNumber("--limit", [1, 500], values.limit),
    };
    const page = await withSession(async (ctx) => {
      const { findSamples } = await import("#server/sample/find-samples.ts");
      return findSamples(ctx, filter);
    });
    if (values.json) {
      printJson(page);
      return 0;
    }
    printTable(
      ["sample", "state", "operation", "label", "instruction"],
      page.items.map((item) => [item.id, item.state, item.operation, item.label, item.instruction]),
    );
    if (page.nextCursor) tell(`There are more: --after ${page.nextCursor}`);
    return 0;
  },
};
