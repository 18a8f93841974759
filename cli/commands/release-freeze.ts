import { counted } from "#core/counted.ts";
import { missingForDataCite } from "#core/release/datacite.ts";
import { redetectionCountText } from "#core/release/redetection-count.ts";
import { ReleaseSource } from "#core/release/release-name.ts";
import { readArguments, readChoice } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { listCounts, print, printJson } from "../print.ts";
import { readChangelog, readCitation } from "../read-edition.ts";
import { withSession } from "../session.ts";

const leftOutShown = 10;

export const releaseFreezeCommand: Command = {
  help: `Usage: gsi release freeze NAME [--version V] [--from accepted|gated | --draft ID] [--changelog FILE]
                          [--citation FILE] [--json]

Freezes the samples as they are now, under a name that is used once. Every sample is checked again; those that
break a check or a rule of the published layout, or were not found again by "gsi redetect", are left out and named.
With a draft exactly the samples that it picks are frozen, or nothing when one of them cannot be.

  NAME              lower-case letters and digits with single dots or hyphens, e.g. v0.1.0; with --version the name
                    of the benchmark without dots, e.g. gsi-real: the release is then gsi-real-1.0.0
  --version V       semantic version of the benchmark, e.g. 1.0.0 or 1.1.0-rc.1
  --from KIND       accepted: what people accepted (default); gated: what the gate kept and nobody rejected
  --draft ID        the samples that this draft picks ("gsi release draft pick ID" shows them)
  --changelog FILE  what is new, Markdown: CHANGELOG.md of every export
  --citation FILE   JSON with title, authors and what else is known (docs/releases-life.md): CITATION.cff and
                    datacite.json of every export
  --json            print the outcome as JSON

Examples:
  gsi release freeze v0 --from gated
  gsi release freeze gsi-real --version 1.0.0 --changelog changes.md --citation citation.json
  gsi release freeze v1 --draft 0198c0de-0000-7000-8000-000000000000`,
  async run(args) {
    const { values, positionals } = readArguments(
      args,
      {
        version: { type: "string" },
        from: { type: "string" },
        draft: { type: "string" },
        changelog: { type: "string" },
        citation: { type: "string" },
        json: { type: "boolean" },
      },
      ["NAME"],
    );
    const source = readChoice("--from", ReleaseSource, values.from);
    if (source && values.draft) throw new UsageError("--from: a draft states its own source");
    const changelog = await readChangelog(values.changelog);
    const citation = await readCitation(values.citation);
    const frozen = await withSession(async (ctx) => {
      const { freezeRelease } = await import("#server/release/freeze-release.ts");
      return freezeRelease(ctx, {
        name: positionals.NAME,
        version: values.version,
        source,
        draftId: values.draft,
        changelog,
        citation,
      });
    });
    if (values.json) {
      printJson(frozen);
      return 0;
    }
    const { name, composition, leftOut, warnings, redetections, manifestHash } = frozen;
    print(
      `${name} is frozen: ${counted(composition.samples, "sample")} of ${counted(composition.images, "photo")} (${listCounts(composition.operations)})`,
    );
    print(`Objects: ${listCounts(composition.labels)}`);
    print(`Re-detection: ${redetectionCountText(redetections)}`);
    print(`Manifest: ${manifestHash}`);
    const missing = citation ? missingForDataCite(citation) : [];
    if (missing.length > 0)
      print(`A DOI cannot be registered yet: ${missing.join(", ")} not given`);
    for (const { rule, count, example } of warnings)
      print(`Warning, ${count} times ${rule}: ${example}`);
    if (leftOut.length > 0) print(`Left out: ${leftOut.length}`);
    for (const { sampleId, reasons } of leftOut.slice(0, leftOutShown))
      print(`  ${sampleId}: ${reasons.join("; ")}`);
    if (leftOut.length > leftOutShown)
      print(`  and ${leftOut.length - leftOutShown} more, all in the manifest`);
    return 0;
  },
};
