import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { printJson, printTable, tell } from "../print.ts";
import { withSession } from "../session.ts";

export const accountListCommand: Command = {
  help: `Usage: gsi account list [--json]

  --json  print accounts and open invitations as JSON

Examples:
  gsi account list`,
  async run(args) {
    const { values } = readArguments(args, { json: { type: "boolean" } });
    const found = await withSession(async (ctx) => {
      const { findMembers } = await import("#server/account/find-members.ts");
      return findMembers(ctx);
    });
    if (values.json) printJson(found);
    else if (found.members.length === 0)
      tell('Nobody has an account yet: "gsi account create-owner" makes the first.');
    else
      printTable(
        ["email", "name", "role", "account"],
        found.members.map(({ email, name, role, deactivatedAt }) => [
          email,
          name,
          role,
          deactivatedAt ? "shut off" : "open",
        ]),
      );
    return 0;
  },
};
