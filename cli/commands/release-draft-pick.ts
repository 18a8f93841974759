import { counted } from "#core/counted.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { print, printJson, printTable } from "../print.ts";
import { withSession } from "../session.ts";

export const releaseDraftPickCommand: Command = {
  help: `Usage: gsi release draft pick ID [--json]

Shows what a draft chooses from the samples as they are now, what it could not fill and why. Changes nothing.

  --json  print it with the ids of all picked samples, as JSON

Examples:
  gsi release draft pick ID
  gsi release freeze v1 --draft ID`,
  async run(args) {
    const { values, positionals } = readArguments(args, { json: { type: "boolean" } }, ["ID"]);
    const { pick, pinsMissing } = await withSession(async (ctx) => {
      const { pickDraft } = await import("#server/draft/pick-draft.ts");
      return pickDraft(ctx, positionals.ID);
    });
    if (values.json) {
      printJson({ ...pick, pinsMissing });
      return 0;
    }
    const { all, operations, scenes, pinsOverQuota, split } = pick;
    const used = scenes.filter(({ picked }) => picked > 0).length;
    print(
      `${counted(all.picked, "sample")} of ${all.available}, from ${used} of ${counted(scenes.length, "scene")}`,
    );
    printTable(
      ["operation", "picked", "wanted", "available"],
      operations.map(({ operation, picked, wanted, available }) => [
        operation,
        picked,
        wanted ?? "any",
        available,
      ]),
    );
    for (const { name, samples, scenes: held } of split ?? [])
      print(`${name}: ${counted(samples, "sample")} of ${counted(held.length, "scene")}`);
    for (const { why } of [all, ...operations, ...scenes]) if (why) print(`Not filled, ${why}`);
    for (const { id, why } of pinsMissing) print(`Pinned and not to be had, ${id}: ${why}`);
    for (const { id, why } of pinsOverQuota) print(`Pinned beyond the quotas, ${id}: ${why}`);
    return 0;
  },
};
