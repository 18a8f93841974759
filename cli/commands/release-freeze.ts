import { counted } from "#core/counted.ts";
import { redetectionCountText } from "#core/release/redetection-count.ts";
import { ReleaseSource } from "#core/release/release-name.ts";
import { readArguments, readChoice } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { listCounts, print, printJson } from "../print.ts";
import { withSession } from "../session.ts";

const leftOutShown = 10;

export const releaseFreezeCommand: Command = {
  help: `Usage: gsi release freeze NAME [--from accepted|gated | --draft ID] [--json]

Freezes the samples as they are now, under a name that is used once. Every sample is checked again; those that
break a check or a rule of the published layout, or were not found again by "gsi redetect", are left out and named.
With a draft exactly the samples that it picks are frozen, or nothing when one of them cannot be.

  NAME         lower-case letters and digits with single dots or hyphens, e.g. v0.1.0
  --from KIND  accepted: what people accepted (default); gated: what the gate kept and nobody rejected
  --draft ID   the samples that this draft picks ("gsi release draft pick ID" shows them)
  --json       print the outcome as JSON

Examples:
  gsi release freeze v0 --from gated
  gsi release freeze 1.0.0-rc.1
  gsi release freeze v1 --draft 0198c0de-0000-7000-8000-000000000000`,
  async run(args) {
    const { values, positionals } = readArguments(
      args,
      { from: { type: "string" }, draft: { type: "string" }, json: { type: "boolean" } },
      ["NAME"],
    );
    const source = readChoice("--from", ReleaseSource, values.from);
    if (source && values.draft) throw new UsageError("--from: a draft states its own source");
    const frozen = await withSession(async (ctx) => {
      const { freezeRelease } = await import("#server/release/freeze-release.ts");
      return freezeRelease(ctx, { name: positionals.NAME, source, draftId: values.draft });
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
