import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { print, printJson } from "../print.ts";
import { withSession } from "../session.ts";

export const releaseDraftShowCommand: Command = {
  help: `Usage: gsi release draft show ID [--json]

Shows the spec of a draft, in the form that "gsi release draft create" reads.

  --json  print it with the draft's id, name and version, as JSON

Examples:
  gsi release draft show ID > spec.json`,
  async run(args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } }, ["ID"]);
    const { id, name, version, spec } = await withSession(async (ctx) => {
      const { readDraft } = await import("#server/draft/read-draft.ts");
      return readDraft(ctx, positionals.ID);
    });
    if (values.json) printJson({ id, name, version, spec });
    else print(JSON.stringify(spec, null, 2));
    return 0;
  },
};
