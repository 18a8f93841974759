import { OperationKind } from "#core/operation/operation.ts";
import { SampleState } from "#core/sample/sample-state.ts";
import { readArguments, readChoice, readWholeNumber } from "../arguments.ts";
import type { Command } from "../command.ts";
import { printJson, printTable, tell } from "../print.ts";
import { withSession } from "../session.ts";

export const sampleListCommand: Command = {
  help: `Usage: gsi sample list [--state S] [--operation O] [--scene ID] [--label L] [--limit N] [--after ID] [--json]

  --state S      ${SampleState.options.join(", ")}
  --operation O  ${OperationKind.options.join(", ")}
  --scene ID     only samples of this scene
  --label L      only samples of objects with this label
  --limit N      at most so many, 1 to 500 (60)
  --after ID     go on after this sample
  --json         print them as JSON; nextCursor is what --after takes

Examples:
  gsi sample list --state accepted --operation move
  gsi sample list --scene 036bce3393 --label "office chair" --json`,
  async run(args) {
    const { values } = readArguments(args, {
      state: { type: "string" },
      operation: { type: "string" },
      scene: { type: "string" },
      label: { type: "string" },
      limit: { type: "string" },
      after: { type: "string" },
      json: { type: "boolean" },
    });
    const filter = {
      state: readChoice("--state", SampleState, values.state),
      operation: readChoice("--operation", OperationKind, values.operation),
      sceneId: values.scene,
      label: values.label,
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
