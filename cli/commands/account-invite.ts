import { Role } from "#core/account/role.ts";
import { readArguments, readChoice, readWholeNumber } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { print, printJson, tell } from "../print.ts";
import { withSession } from "../session.ts";

export const accountInviteCommand: Command = {
  help: `Usage: gsi account invite --role ROLE [--days N] [--json]

Prints the path of a link that lets one person make an account. It is shown once.

  --role ROLE  ${Role.options.join(", ")}
  --days N     how long the link holds, 1 to 30 (default 7)
  --json       print it as JSON

Examples:
  gsi account invite --role annotator`,
  async run(args) {
    const { values } = readArguments(args, {
      role: { type: "string" },
      days: { type: "string" },
      json: { type: "boolean" },
    });
    const role = readChoice("--role", Role, values.role);
    if (!role) throw new UsageError("--role ROLE is missing");
    const days = readWholeNumber("--days", [1, 30], values.days);
    const { token, expiresAt } = await withSession(async (ctx) => {
      const { inviteMember } = await import("#server/account/invite-member.ts");
      return inviteMember(ctx, { role, days });
    });
    const path = `/invite/${token}`;
    if (values.json) printJson({ path, role, expiresAt });
    else {
      print(path);
      tell(`Put the studio's address in front of it. It holds until ${expiresAt.toISOString()}.`);
    }
    return 0;
  },
};
