import { PersonName } from "#core/account/account-rules.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { print } from "../print.ts";
import { withSession } from "../session.ts";
import { readPassword } from "../read-password.ts";

export const accountCreateOwnerCommand: Command = {
  help: `Usage: gsi account create-owner EMAIL --name NAME

Makes the account of the first owner, who then invites everybody else. The password is read from standard input.

  --name NAME  how people see each other

Examples:
  gsi account create-owner ada@example.org --name "Ada" < password-file`,
  async run(args) {
    const { values, positionals } = readArguments(args, { name: { type: "string" } }, ["EMAIL"]);
    const name = PersonName.safeParse(values.name);
    if (!name.success) throw new UsageError("--name NAME is missing");
    const password = await readPassword();
    const email = positionals.EMAIL;
    await withSession(async ({ db }) => {
      const { createOwner } = await import("#server/account/create-owner.ts");
      await createOwner(db, { name: name.data, email, password });
    });
    print(`${email} owns the studio. Start it with GSI_AUTH=accounts.`);
    return 0;
  },
};
