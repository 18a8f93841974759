import { describeOperation } from "#core/operation/describe-operation.ts";
import type {
  ComparableRelease,
  ComparedSample,
  ReleaseComparison,
} from "#core/release/compare-releases.ts";
import { compareReleases } from "#core/release/compare-releases.ts";
import { editStem } from "#core/release/dataset-names.ts";
import type { SampleChange } from "#core/release/sample-change.ts";
import { changeTexts } from "#core/release/sample-change.ts";
import { wordDifference } from "#core/text/word-difference.ts";
import { AppError } from "#server/errors.ts";
import { readFolderManifest } from "#server/release/manifest-file.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { print, printFirst, printJson, printTable } from "../print.ts";
import { withSession } from "../session.ts";

export const releaseCompareCommand: Command = {
  help: `Usage: gsi release compare A B [--json]

Says how release B differs from release A: samples that are new, gone or changed, and of those what changed (words,
label, operation, boxes, reference, camera, photo, file name, reviews). Samples are matched by id, else by photo,
operation and box. How a sample was made is not compared. Needs no database when both are folders.

  A, B    a frozen release by its name, or the folder of an export; a folder is written with a slash (./out)
  --json  print all of it as JSON

Examples:
  gsi release compare v0 v1
  gsi release compare ~/v0 v1 --json | jq '.changed[].changes[].what'`,
  async run(args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } }, ["A", "B"]);
    const [before, after] = await manifestsOf(positionals.A, positionals.B);
    const comparison = compareReleases(before, after);
    if (values.json) printJson(comparison);
    else printComparison(before, after, comparison);
    return 0;
  },
};

type NamedRelease = ComparableRelease & { readonly name: string };

async function manifestsOf(a: string, b: string): Promise<[NamedRelease, NamedRelease]> {
  if (isFolder(a) && isFolder(b)) return [await readFolderManifest(a), await readFolderManifest(b)];
  return withSession(async (ctx) => {
    const { getComparableRelease } = await import("#server/release/get-comparable-release.ts");
    const read = async (place: string) => {
      if (isFolder(place)) return readFolderManifest(place);
      return getComparableRelease(ctx, place).catch((error: unknown) => {
        if (!(error instanceof AppError && error.code === "NOT_FOUND")) throw error;
        throw new AppError("NOT_FOUND", `${error.message}; a folder is written ./${place}`);
      });
    };
    return [await read(a), await read(b)];
  });
}

function isFolder(place: string): boolean {
  return place.includes("/") || place === "." || place === "..";
}

function printComparison(
  before: NamedRelease,
  after: NamedRelease,
  comparison: ReleaseComparison,
): void {
  const { added, removed, changed, unchanged, operations } = comparison;
  printTable(
    ["operation", "before", "after"],
    operations.map((one) => [one.kind, one.before, one.after]),
  );
  printSome("ADDED", added, (sample) => [sampleLine(sample)]);
  printSome("REMOVED", removed, (sample) => [sampleLine(sample)]);
  printSome("CHANGED", changed, ({ after: sample, changes }) => [
    `${editStem(sample)} (${sample.sampleId})`,
    ...changes.map((change) => `  ${change.what}: ${changeLine(change)}`),
  ]);
  print(
    `${before.name} to ${after.name}: ${added.length} added, ${removed.length} removed, ${changed.length} changed, ${unchanged} unchanged`,
  );
}

function printSome<T>(
  heading: string,
  entries: readonly T[],
  linesOf: (entry: T) => readonly string[],
): void {
  if (entries.length === 0) return;
  print(heading);
  printFirst(entries, linesOf, { indent: "  " });
}

function sampleLine(sample: ComparedSample): string {
  const { sampleId, label, operation, kind, instruction } = sample;
  const what = operation ? describeOperation(operation) : kind;
  return `${editStem(sample)} (${sampleId}): ${label}, ${what}: ${instruction}`;
}

/** Words as `git diff --word-diff` marks them, anything else as both texts. */
function changeLine(change: SampleChange): string {
  const { from, to } = changeTexts(change);
  if (change.what !== "words") return `${from} -> ${to}`;
  const marks = { same: ["", ""], removed: ["[-", "-]"], added: ["{+", "+}"] } as const;
  return wordDifference(from, to)
    .map(({ kind, text }) => marks[kind].join(text))
    .join(" ");
}
