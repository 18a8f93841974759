import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { printJson, printTable, tell } from "../print.ts";
import { withSession } from "../session.ts";

export const releaseListCommand: Command = {
  help: `Usage: gsi release list [--json]

  --json  print them as JSON

Examples:
  gsi release list`,
  async run(args) {
    const { values } = readArguments(args, { json: { type: "boolean" } });
    const releases = await withSession(async (ctx) => {
      const { findReleases } = await import("#server/release/find-releases.ts");
      return findReleases(ctx);
    });
    if (values.json) {
      printJson(releases);
    } else if (releases.length === 0) {
      tell('No release yet: "gsi release freeze NAME" makes one.');
    } else {
      printTable(
        ["release", "samples", "from", "frozen", "by", "manifest"],
        releases.map(({ name, sampleCount, source, createdAt, by, manifestHash }) => [
          name,
          sampleCount,
          source,
          createdAt.toISOString().slice(0, 16).replace("T", " "),
          by,
          manifestHash.slice(0, 12),
        ]),
      );
    }
    return 0;
  },
};
