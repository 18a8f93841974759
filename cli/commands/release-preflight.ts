import { counted } from "#core/counted.ts";
import { ReleaseSource } from "#core/release/release-name.ts";
import type { Preflight, ReportedFinding } from "#server/preflight/get-preflight.ts";
import { readArguments, readChoice } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { print, printJson, printTable, tell } from "../print.ts";
import { withSession } from "../session.ts";
import { waitForRun } from "../wait-for-run.ts";

const shownOfCode = 5;

export const releasePreflightCommand: Command = {
  help: `Usage: gsi release preflight DRAFT [--json]
       gsi release preflight --from accepted|gated [--json]

Checks every sample that a draft picks as a freeze would, and what people said about it, and stays until that is
done. What was checked before and has not changed since is not checked again. docs/preflight.md lists the codes.

  DRAFT        id of the draft ("gsi release draft list" shows them)
  --from KIND  without a draft: all that people accepted, or that the gate kept and nobody rejected
  --json       print all findings as JSON

The exit code is 1 when something blocks that is not waived, or could not be checked.

Examples:
  gsi release preflight 0198c0de-0000-7000-8000-000000000000
  gsi release preflight --from gated --json`,
  async run(args) {
    const { values, more } = readArguments(
      args,
      { from: { type: "string" }, json: { type: "boolean" } },
      [],
      { allowsOneMore: true },
    );
    const source = readChoice("--from", ReleaseSource, values.from);
    if ((more === undefined) === (source === undefined))
      throw new UsageError("name either a DRAFT or --from");
    const scope = more === undefined ? { source: source! } : { draftId: more };
    return withSession(async (ctx) => {
      const { startPreflight } = await import("#server/preflight/start-preflight.ts");
      const { getPreflight } = await import("#server/preflight/get-preflight.ts");
      const { getRunProgress } = await import("#server/run/get-run-progress.ts");
      const { runId } = await startPreflight(ctx, scope);
      if (runId !== null && !(await waitForRun(ctx, runId))) return 1;
      const failures = runId === null ? [] : ((await getRunProgress(ctx, runId))?.failures ?? []);
      const preflight = await getPreflight(ctx, scope);
      if (values.json) printJson(preflight);
      else printPreflight(preflight);
      for (const { subjectId, reason } of failures)
        tell(`${subjectId} could not be checked: ${reason}`);
      return preflight.obstacles.length === 0 ? 0 : 1;
    });
  },
};

function printPreflight({ counts, findings, obstacles }: Preflight): void {
  print(`${counts.checked} of ${counted(counts.chosen, "sample")} checked`);
  const groups = [...Map.groupBy(findings, ({ severity, code }) => `${severity} ${code}`).values()];
  if (groups.length > 0)
    printTable(
      ["severity", "code", "found", "waived"],
      groups.map((group) => [
        group[0]!.severity,
        group[0]!.code,
        group.length,
        group.filter(({ waiver }) => waiver).length,
      ]),
    );
  for (const group of groups) printGroup(group);
  print(obstacles.length === 0 ? "Nothing stands against a freeze." : `${obstacles.join(", ")}.`);
}

function printGroup(group: readonly ReportedFinding[]): void {
  const { severity, code } = group[0]!;
  print(`\n${severity.toUpperCase()} ${code}`);
  for (const { sampleId, message, waiver } of group.slice(0, shownOfCode)) {
    const waived = waiver ? ` (waived by ${waiver.by}: ${waiver.reason})` : "";
    print(`  ${sampleId ?? "release"}: ${message}${waived}`);
  }
  if (group.length > shownOfCode) print(`  and ${group.length - shownOfCode} more: --json has all`);
}
