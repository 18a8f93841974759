import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { printJson, printTable, tell } from "../print.ts";
import { withSession } from "../session.ts";

export const releaseListCommand: Command = {
  help: `Usage: gsi release list [--json]

Shows how often each release was exported or downloaded to its end, whether it is deprecated, the hash of its manifest
and the Merkle root of its photos and edits, both cut off after 12 digits.

  --json  print them in full as JSON

Examples:
  gsi release list`,
  async run(args) {
    const { values } = readArguments(args, { json: { type: "boolean" } });
    const releases = await withSession(async (ctx) => {
      const { findReleases } = await import("#server/release/find-releases.ts");
      const { getMerkleRoot } = await import("#server/release/get-merkle-root.ts");
      const found = await findReleases(ctx);
      return Promise.all(
        found.map(async (one) => ({ ...one, merkleRoot: await getMerkleRoot(one) })),
      );
    });
    if (values.json) {
      printJson(releases);
    } else if (releases.length === 0) {
      tell('No release yet: "gsi release freeze NAME" makes one.');
    } else {
      printTable(
        [
          "release",
          "version",
          "samples",
          "from",
          "frozen",
          "by",
          "exports",
          "status",
          "manifest",
          "merkle root",
        ],
        releases.map((one) => [
          one.name,
          one.version ?? "-",
          one.sampleCount,
          one.source,
          one.createdAt.toISOString().slice(0, 16).replace("T", " "),
          one.by,
          one.downloads.reduce((sum, { finished }) => sum + finished, 0),
          one.deprecation ? "deprecated" : "-",
          one.manifestHash.slice(0, 12),
          one.merkleRoot?.slice(0, 12) ?? "damaged",
        ]),
      );
    }
    return 0;
  },
};
