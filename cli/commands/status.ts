import type { Overview } from "#server/overview/get-overview.ts";
import { studioHome } from "../../scripts/home.ts";
import { findRunningStudio } from "../../scripts/instance.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { print, printJson, printTable } from "../print.ts";
import { withSession } from "../session.ts";

export const statusCommand: Command = {
  help: `Usage: gsi status [--json]

  --json  print it as JSON

Examples:
  gsi status
  gsi status --json | jq .queued`,
  async run(args) {
    const { values } = readArguments(args, { json: { type: "boolean" } });
    const { overview, releases } = await withSession(async (ctx) => {
      const { getOverview } = await import("#server/overview/get-overview.ts");
      const { findReleases } = await import("#server/release/find-releases.ts");
      return { overview: await getOverview(ctx), releases: await findReleases(ctx) };
    });
    const studio = findRunningStudio(studioHome())?.url ?? null;
    if (values.json) printJson({ studio, ...overview, releases });
    else
      printStatus(
        overview,
        studio,
        releases.map(({ name }) => name),
      );
    return 0;
  },
};

function printStatus(overview: Overview, studio: string | null, releases: string[]): void {
  const { scenes, workersAlive, run } = overview;
  print(`Studio:   ${studio ?? 'not running ("npm start" starts it)'}`);
  print(`Workers:  ${workersAlive}`);
  print(`Releases: ${releases.length > 0 ? releases.join(", ") : "none"}`);
  print(`Run:      ${run ? `${run.state}, started ${run.createdAt.toISOString()}` : "none yet"}`);
  if (run) printRun(run);
  if (scenes.length === 0) {
    print('\nNo scenes yet: "gsi import ROOT" imports some.');
    return;
  }
  print();
  printTable(
    ["scene", "photos", "kept", "objects", "queued", "accepted", "rejected", "dropped"],
    scenes.map(({ id, frameCount, keptCount, objectCount, samples }) => [
      id,
      frameCount,
      keptCount,
      objectCount,
      samples.queued,
      samples.accepted,
      samples.rejected,
      samples.dropped,
    ]),
  );
}

function printRun({ stages, failures }: NonNullable<Overview["run"]>): void {
  for (const { stage, waiting, running, done, skipped, failed } of stages) {
    const ended = done + skipped + failed;
    const total = ended + waiting + running;
    if (total > 0)
      print(`          ${stage} ${ended}/${total}${failed > 0 ? `, ${failed} failed` : ""}`);
  }
  for (const { stage, subjectId, reason } of failures)
    print(`          ${stage} of ${subjectId} failed: ${reason}`);
}
