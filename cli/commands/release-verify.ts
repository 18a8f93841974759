import { counted } from "#core/counted.ts";
import type { VerifyProblem } from "#server/release/verify-problem.ts";
import type { VerifyReport } from "#server/release/verify-release.ts";
import { verifyRelease } from "#server/release/verify-release.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { inCopy, problemShown, zipHelp } from "../in-copy.ts";
import { listCounts, print, printFirst, printJson } from "../print.ts";

export const releaseVerifyCommand: Command = {
  help: `Usage: gsi release verify DIR|ZIP [--public-key FILE] [--json]

Says which format the folder is in and compares every file with manifest and checksums. In the format gsi-bench,
names, pictures and edits are held against the rules of the published layout too. Says which file differs and how.
The Merkle root is one number for all photos and edits: the same for every export of the release. Needs no database.
The exit code is 1 when an error was found; warnings do not count.

${zipHelp}

  DIR                the folder that "gsi release export" wrote, or a copy of it
  ZIP                what the web app lets you download, or such a folder packed
  --public-key FILE  it must be signed with this key (PEM). Without, a signature is mentioned and not checked
  --json             print all errors and warnings as JSON

Examples:
  gsi release verify ~/v0
  gsi release verify ~/v0 --public-key ~/keys/gsi-release.pub
  gsi release verify ~/Downloads/gsi-bench-v0.zip
  gsi release verify ~/v0 --json | jq '.errors[].file'`,
  async run(args) {
    const { values, positionals } = readArguments(
      args,
      { "public-key": { type: "string" }, json: { type: "boolean" } },
      ["DIR|ZIP"],
    );
    const report = await inCopy(positionals["DIR|ZIP"], async ({ dir, shown }) => {
      const found = await verifyRelease(dir, { publicKeyFile: values["public-key"] });
      const named = (problem: VerifyProblem) => problemShown(problem, shown);
      return { ...found, errors: found.errors.map(named), warnings: found.warnings.map(named) };
    });
    if (values.json) printJson(report);
    else printReport(report);
    return report.ok ? 0 : 1;
  },
};

function printReport(report: VerifyReport): void {
  const { ok, name, format, composition, filesChecked, manifestHash, errors, warnings } = report;
  const { merkleRoot, copyMerkleRoot, signature } = report;
  const isInPart = copyMerkleRoot !== null && copyMerkleRoot !== merkleRoot;
  for (const [kind, group] of Map.groupBy(warnings, (one) => one.kind)) printWarnings(kind, group);
  printFirst(errors, ({ message }) => [`ERROR ${message}`], { of: "errors" });
  if (composition) {
    print(
      `${name} (${format}): ${counted(composition.samples, "sample")} of ${counted(composition.images, "photo")} (${listCounts(composition.operations)}), ${filesChecked} files checked`,
    );
  }
  print(`Manifest: ${manifestHash}`);
  if (merkleRoot)
    print(`Merkle root: ${merkleRoot}${isInPart ? " (not all of it lies here)" : ""}`);
  print(`Signature: ${signature.message}`);
  print(`${ok ? "OK" : "NOT OK"}: ${errors.length} errors, ${warnings.length} warnings`);
}

function printWarnings(kind: string, group: readonly VerifyProblem[]): void {
  const [first] = group;
  const more = group.length > 1 ? ` (and ${group.length - 1} more of ${kind})` : "";
  print(`WARNING ${first?.message}${more}`);
}
