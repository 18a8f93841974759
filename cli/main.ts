import { AppError, messageOf } from "#server/errors.ts";
import { version } from "#server/version.ts";
import type { Command } from "./command.ts";
import { UsageError } from "./command.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { importCommand } from "./commands/import.ts";
import { releaseExportCommand } from "./commands/release-export.ts";
import { releaseFreezeCommand } from "./commands/release-freeze.ts";
import { releaseListCommand } from "./commands/release-list.ts";
import { releaseVerifyCommand } from "./commands/release-verify.ts";
import { runCommand } from "./commands/run.ts";
import { sampleListCommand } from "./commands/sample-list.ts";
import { sampleShowCommand } from "./commands/sample-show.ts";
import { statusCommand } from "./commands/status.ts";
import { print, tell } from "./print.ts";

const commands: readonly Command[] = [
  importCommand,
  runCommand,
  statusCommand,
  sampleListCommand,
  sampleShowCommand,
  releaseFreezeCommand,
  releaseListCommand,
  releaseExportCommand,
  releaseVerifyCommand,
  doctorCommand,
];

// Prisma asks for relations side by side on the one connection of a transaction; pg queues that and warns.
process.noDeprecation = true;

// Whoever reads the output may go away first.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const wantsHelp = args.some((arg) => ["--help", "-h"].includes(arg)) || args[0] === "help";
  const command = commands.find(({ name }) => startsWithWords(args, name));
  if (command && !wantsHelp) return perform(command, args.slice(command.name.split(" ").length));
  if (command) print(command.help);
  else if (args[0] === "--version") print(version);
  else return explain(args, wantsHelp);
  return 0;
}

async function perform(command: Command, args: readonly string[]): Promise<number> {
  try {
    return await command.run(args);
  } catch (error) {
    if (error instanceof UsageError) {
      tell(`gsi ${command.name}: ${error.message}`);
      tell(`"gsi ${command.name} --help" shows how it is used.`);
      return 2;
    }
    const known = error instanceof AppError;
    tell(
      `gsi ${command.name}: ${known || !(error instanceof Error) ? messageOf(error) : error.stack}`,
    );
    return 1;
  }
}

/** The help of a group of commands or of all; for words that are no command, after saying so. */
function explain(args: readonly string[], wantsHelp: boolean): number {
  const [word] = args.filter((arg) => !arg.startsWith("-") && arg !== "help");
  const group = commands.filter(({ name }) => name.startsWith(`${word} `));
  const shown = group.length > 0 ? group : commands;
  const isUnknown = word !== undefined && group.length === 0;
  if (wantsHelp && !isUnknown) {
    print(overview(shown));
    return 0;
  }
  if (isUnknown) {
    tell(`gsi: there is no command "${word}"; "gsi --help" lists them`);
    return 2;
  }
  if (word !== undefined) tell(`gsi ${word}: say what to do`);
  tell(overview(shown));
  return 2;
}

function overview(shown: readonly Command[]): string {
  const width = Math.max(...shown.map(({ name }) => name.length));
  return [
    "Usage: gsi COMMAND [OPTIONS]",
    "",
    ...shown.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    '"gsi COMMAND --help" tells more. Data lies in GSI_HOME (default .gsi in the checkout); DATABASE_URL names a',
    "Postgres of your own. Exit codes: 0 done, 1 failed, 2 not called as it should be.",
    "",
    "Examples:",
    "  gsi import ~/scannetpp && gsi run --wait",
    "  gsi release freeze v0 --from gated && gsi release export v0 --out ~/v0 && gsi release verify ~/v0",
  ].join("\n");
}

function startsWithWords(args: readonly string[], name: string): boolean {
  return name.split(" ").every((word, index) => args[index] === word);
}
