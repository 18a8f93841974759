import { findModels } from "#server/model/find-models.ts";
import { studioHome } from "../../scripts/home.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { print, printJson, printTable, tell } from "../print.ts";

export const modelListCommand: Command = {
  help: `Usage: gsi model list [--json]

Lists the models of the registry and what their licences ask for. The files are not looked at: "gsi model check"
does that. The exit code is 1 when something in the registry is no model. Needs no database.

  --json  print them as JSON

Examples:
  gsi model list`,
  async run(args) {
    const { values } = readArguments(args, { json: { type: "boolean" } });
    const { models, refused } = await findModels(studioHome());
    if (values.json) {
      printJson({ models, refused });
      return refused.length > 0 ? 1 : 0;
    }
    if (models.length > 0) {
      printTable(
        ["model", "contract", "precision", "release", "hash", "licence"],
        models.map(({ manifest, hash }) => [
          manifest.name,
          manifest.contract,
          manifest.precision,
          manifest.releasable ? "yes" : "no",
          hash.slice(0, 12),
          manifest.licence.id,
        ]),
      );
      for (const { manifest } of models) print(`${manifest.name}: ${manifest.licence.caution}`);
    }
    for (const { reason } of refused) tell(reason);
    if (models.length + refused.length === 0)
      tell('No model yet: "gsi model add FOLDER" brings one in; nothing is downloaded.');
    return refused.length > 0 ? 1 : 0;
  },
};
