import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { print } from "../print.ts";
import { readPassword } from "../read-password.ts";
import { withSession } from "../session.ts";

export const accountResetPasswordCommand: Command = {
  help: `Usage: gsi account reset-password EMAIL

Gives somebody who is locked out another password, read from standard input, and ends their sessions.

Examples:
  gsi account reset-password ada@example.org < password-file`,
  async run(args) {
    const { positionals } = readArguments(args, {}, ["EMAIL"]);
    const password = await readPassword();
    const email = positionals.EMAIL;
    await withSession(async (ctx) => {
      const { resetPassword } = await import("#server/account/reset-password.ts");
      return resetPassword(ctx, { email, password });
    });
    print(`${email} has another password, and is signed in nowhere.`);
    return 0;
  },
};
