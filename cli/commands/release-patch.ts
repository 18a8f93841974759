import { counted } from "#core/counted.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { print, printJson } from "../print.ts";
import { readChangelog, readCitation } from "../read-edition.ts";
import { withSession } from "../session.ts";

export const releasePatchCommand: Command = {
  help: `Usage: gsi release patch NAME [--version V] [--changelog FILE] [--citation FILE] [--json]

Freezes the version that takes the place of NAME: the same frozen samples without those that have an erratum, or with
them where they were corrected and accepted since. Its manifest names NAME, its hash, and the errata with their reasons.

  NAME              a release with a version
  --version V       the next patch version when left out, e.g. 1.0.1 after 1.0.0
  --changelog FILE  Markdown that comes after the errata in the changelog
  --citation FILE   as for "gsi release freeze"; when left out that of NAME without its DOI and day
  --json            print the outcome as JSON

Examples:
  gsi release patch gsi-real-1.0.0`,
  async run(args) {
    const { values, positionals } = readArguments(
      args,
      {
        version: { type: "string" },
        changelog: { type: "string" },
        citation: { type: "string" },
        json: { type: "boolean" },
      },
      ["NAME"],
    );
    const changelog = await readChangelog(values.changelog);
    const citation = await readCitation(values.citation);
    const frozen = await withSession(async (ctx) => {
      const { freezePatch } = await import("#server/release/freeze-patch.ts");
      return freezePatch(ctx, {
        name: positionals.NAME,
        version: values.version,
        changelog,
        citation,
      });
    });
    if (values.json) {
      printJson(frozen);
      return 0;
    }
    const { name, composition, edition, manifestHash } = frozen;
    print(
      `${name} is frozen: ${counted(composition.samples, "sample")} of ${counted(composition.images, "photo")}`,
    );
    for (const { sampleId, outcome, reason } of edition?.errata ?? [])
      print(`  ${outcome} ${sampleId}: ${reason}`);
    print(`Manifest: ${manifestHash}`);
    return 0;
  },
};
