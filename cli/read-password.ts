import { text } from "node:stream/consumers";
import { Password } from "#core/account/account-rules.ts";
import { UsageError } from "./command.ts";
import { tell } from "./print.ts";

/** A password from standard input, its first line: on the command line everybody could read it who lists processes. */
export async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) tell("Type the password, then Enter and Ctrl-D (it is shown):");
  const [line = ""] = (await text(process.stdin)).split(/\r?\n/);
  const password = Password.safeParse(line);
  if (password.success) return password.data;
  throw new UsageError(`the password on standard input ${password.error.issues[0]!.message}`);
}
