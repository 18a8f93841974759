import { checkModel } from "#server/model/check-model.ts";
import { findModels } from "#server/model/find-models.ts";
import { studioHome } from "../../scripts/home.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { print, printJson, tell } from "../print.ts";

export const modelCheckCommand: Command = {
  help: `Usage: gsi model check [NAME] [--json]

Compares every file with the manifest, opens every graph and holds its inputs and outputs against the contract. A
DetAny3D then gets one photo and one prompt for every size of photo, on the processor: half a minute each with true
weights. The exit code is 1 when something is wrong. Needs no database.

  NAME    only this model
  --json  print all that was checked as JSON

Examples:
  gsi model check
  gsi model check detany3d`,
  async run(args) {
    const { values, more: name } = readArguments(args, { json: { type: "boolean" } }, [], {
      allowsOneMore: true,
    });
    const home = studioHome();
    const { models, refused } = name ? { models: [], refused: [] } : await findModels(home);
    const names = name ? [name] : models.map(({ manifest }) => manifest.name);
    const reports = [];
    for (const one of names) reports.push(await checkModel(one, home));
    if (values.json) printJson(reports);
    else {
      for (const { name: shown, hash, checks, ok } of reports) {
        print(`${shown} ${hash}`);
        for (const { what, ok: isRight, found } of checks)
          print(`${isRight ? "ok   " : "WRONG"}  ${what}: ${found}`);
        print(`${shown}: ${ok ? "OK" : "NOT OK"}`);
      }
    }
    for (const { reason } of refused) tell(reason);
    if (names.length + refused.length === 0) tell("No model yet: there is nothing to check.");
    return refused.length === 0 && reports.every(({ ok }) => ok) ? 0 : 1;
  },
};
