import { diagnose } from "../../scripts/doctor.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { print, printJson } from "../print.ts";

const marks = { ok: "ok     ", warn: "WARN   ", missing: "MISSING" } as const;

export const doctorCommand: Command = {
  help: `Usage: gsi doctor [--json]

Looks at everything that the studio needs or can use and changes nothing. The exit code is 1 when something that
is needed is missing.

  --json  print it as JSON

Examples:
  gsi doctor`,
  async run(args) {
    const { values } = readArguments(args, { json: { type: "boolean" } });
    const found = await diagnose();
    if (values.json) printJson(found);
    else {
      for (const { name, status, found: what, advice } of found) {
        print(`${marks[status]}  ${name}: ${what}`);
        if (advice) print(`         ${advice}`);
      }
    }
    return found.some(({ status }) => status === "missing") ? 1 : 0;
  },
};
