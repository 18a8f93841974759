import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { printJson, printTable, tell } from "../print.ts";
import { withSession } from "../session.ts";

export const releaseDraftListCommand: Command = {
  help: `Usage: gsi release draft list [--json]

  --json  print them as JSON

Examples:
  gsi release draft list`,
  async run(args) {
    const { values } = readArguments(args, { json: { type: "boolean" } });
    const drafts = await withSession(async (ctx) => {
      const { findDrafts } = await import("#server/draft/find-drafts.ts");
      return findDrafts(ctx);
    });
    if (values.json) printJson(drafts);
    else if (drafts.length === 0)
      tell('No draft yet: "gsi release draft create NAME FILE" starts one.');
    else
      printTable(
        ["id", "name", "version", "from", "wanted", "by"],
        drafts.map(({ id, name, version, spec, by }) => [
          id,
          name,
          version,
          spec.query.source,
          spec.quotas.total ?? "all",
          by,
        ]),
      );
    return 0;
  },
};
