import { removeModel } from "#server/model/remove-model.ts";
import { studioHome } from "../../scripts/home.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { print } from "../print.ts";

export const modelRemoveCommand: Command = {
  help: `Usage: gsi model remove NAME

Takes a model out of the registry. The files of a linked model stay where they are; a copy is deleted. Needs no
database.

Examples:
  gsi model remove detany3d-contract`,
  async run(args) {
    const { positionals } = readArguments(args, {}, ["NAME"]);
    await removeModel(positionals.NAME, studioHome());
    print(`${positionals.NAME} is removed`);
    return 0;
  },
};
