import { counted } from "#core/counted.ts";
import type { Violation } from "#core/release/violation.ts";
import type { LintReport } from "#server/release/lint-dataset.ts";
import { lintDataset } from "#server/release/lint-dataset.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { inCopy, problemShown, zipHelp } from "../in-copy.ts";
import { listCounts, print, printFirst, printJson } from "../print.ts";

export const releaseLintCommand: Command = {
  help: `Usage: gsi release lint DIR|ZIP [--json]

Checks a dataset in the layout of GSI-Bench that has no manifest, wherever it comes from: names, pictures, fields,
instructions, rotations, cameras, boxes, and whether a perfect edit could score. Lists what is wrong file by file.
Needs no database. The exit code is 1 when an error was found; warnings do not count.

${zipHelp}

  DIR     fine_dataset, or the folder in which it lies
  ZIP     one of the two, packed
  --json  print all errors and warnings as JSON

Examples:
  gsi release lint ~/GSI-Bench/fine_dataset
  gsi release lint ~/Downloads/fine_dataset.zip
  gsi release lint ~/GSI-Bench --json | jq -r '.errors[] | [.file, .rule] | @tsv'`,
  async run(args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } }, ["DIR|ZIP"]);
    const report = await inCopy(positionals["DIR|ZIP"], async ({ dir, shown }) => {
      const found = await lintDataset(dir);
      const named = (violation: Violation) => problemShown(violation, shown);
      return {
        ...found,
        folder: shown(found.folder),
        errors: found.errors.map(named),
        warnings: found.warnings.map(named),
      };
    });
    if (values.json) printJson(report);
    else printReport(report);
    return report.ok ? 0 : 1;
  },
};

function printReport({ ok, folder, pictures, edits, errors, warnings }: LintReport): void {
  const byFile = Map.groupBy([...errors, ...warnings], ({ file }) => file);
  const linesOf = ([file, problems]: [string, Violation[]]) => [
    file,
    ...problems.map(
      ({ severity, rule, message }) => `  ${severity.toUpperCase()} ${rule}: ${message}`,
    ),
  ];
  printFirst([...byFile], linesOf, { of: "files" });
  for (const [kind, problems] of [
    ["Errors", errors],
    ["Warnings", warnings],
  ] as const) {
    const rules = Map.groupBy(problems, ({ rule }) => rule);
    const counts = [...rules].map(([rule, { length }]) => [rule, length] as const);
    const largestFirst = counts.toSorted(([, a], [, b]) => b - a);
    if (problems.length > 0) print(`${kind}: ${listCounts(Object.fromEntries(largestFirst))}`);
  }
  print(`${folder}: ${counted(edits, "edit")} of ${counted(pictures, "photo")}`);
  print(`${ok ? "OK" : "NOT OK"}: ${errors.length} errors, ${warnings.length} warnings`);
}
