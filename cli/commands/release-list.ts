import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { printJson, printTable, tell } from "../print.ts";
import { withSession } from "../session.ts";

export const releaseListCommand: Command = {
  help: `Usage: gsi release list [--json]

Shows the hash of each release's manifest and the Merkle root of its photos and edits, both cut off after 12 digits.

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
        found.map(async (one) => ({ ...one, merkleRoot: await getMerkleRoot(one.manifestHash) })),
      );
    });
    if (values.json) {
      printJson(releases);
    } else if (releases.length === 0) {
      tell('No release yet: "gsi release freeze NAME" makes one.');
    } else {
      printTable(
        ["release", "version", "samples", "from", "frozen", "by", "manifest", "merkle root"],
        releases.map(
          ({ name, version, sampleCount, source, createdAt, by, manifestHash, merkleRoot }) => [
            name,
            version ?? "-",
            sampleCount,
            source,
            createdAt.toISOString().slice(0, 16).replace("T", " "),
            by,
            manifestHash.slice(0, 12),
            merkleRoot?.slice(0, 12) ?? "damaged",
          ],
        ),
      );
    }
    return 0;
  },
};
