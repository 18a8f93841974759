import { AppError, messageOf } from "#server/errors.ts";
import { version } from "#server/version.ts";
import type { Command } from "./command.ts";
import { UsageError } from "./command.ts";
import { print, tell } from "./print.ts";

type Entry = {
  /** The words after `gsi`. */
  readonly name: string;
  readonly summary: string;
  /** Only what is asked for is read, so that help and usage errors come at once. */
  load: () => Promise<Command>;
};

const commands: readonly Entry[] = [
  {
    name: "import",
    summary: "import scans, or photos with cameras and boxes",
    load: async () => (await import("./commands/import.ts")).importCommand,
  },
  {
    name: "run",
    summary: "run the pipeline: from photos to candidates that passed the gate",
    load: async () => (await import("./commands/run.ts")).runCommand,
  },
  {
    name: "resume",
    summary: "let a paused run go on",
    load: async () => (await import("./commands/resume.ts")).resumeCommand,
  },
  {
    name: "redetect",
    summary: "look whether a detector finds the objects of samples again, before a freeze",
    load: async () => (await import("./commands/redetect.ts")).redetectCommand,
  },
  {
    name: "status",
    summary: "show scenes, samples, the latest run and the workers",
    load: async () => (await import("./commands/status.ts")).statusCommand,
  },
  {
    name: "sample list",
    summary: "list samples",
    load: async () => (await import("./commands/sample-list.ts")).sampleListCommand,
  },
  {
    name: "sample show",
    summary: "show all about one sample",
    load: async () => (await import("./commands/sample-show.ts")).sampleShowCommand,
  },
  {
    name: "sample assign",
    summary: "say whose turn samples are",
    load: async () => (await import("./commands/sample-assign.ts")).sampleAssignCommand,
  },
  {
    name: "sample prioritise",
    summary: "say which samples come first in the review",
    load: async () => (await import("./commands/sample-prioritise.ts")).samplePrioritiseCommand,
  },
  {
    name: "release freeze",
    summary: "make an immutable version",
    load: async () => (await import("./commands/release-freeze.ts")).releaseFreezeCommand,
  },
  {
    name: "release list",
    summary: "list frozen versions",
    load: async () => (await import("./commands/release-list.ts")).releaseListCommand,
  },
  {
    name: "release deprecate",
    summary: "mark a frozen version as one not to be taken any more",
    load: async () => (await import("./commands/release-deprecate.ts")).releaseDeprecateCommand,
  },
  {
    name: "release erratum",
    summary: "note what is wrong with a sample of a frozen version",
    load: async () => (await import("./commands/release-erratum.ts")).releaseErratumCommand,
  },
  {
    name: "release patch",
    summary: "freeze the version that takes the place of one with errata",
    load: async () => (await import("./commands/release-patch.ts")).releasePatchCommand,
  },
  {
    name: "release import",
    summary: "bring in a data set that was made elsewhere, to browse and compare it",
    load: async () => (await import("./commands/release-import.ts")).releaseImportCommand,
  },
  {
    name: "release draft create",
    summary: "start a draft that chooses the samples of a release",
    load: async () =>
      (await import("./commands/release-draft-create.ts")).releaseDraftCreateCommand,
  },
  {
    name: "release draft list",
    summary: "list drafts",
    load: async () => (await import("./commands/release-draft-list.ts")).releaseDraftListCommand,
  },
  {
    name: "release draft show",
    summary: "show the spec of a draft",
    load: async () => (await import("./commands/release-draft-show.ts")).releaseDraftShowCommand,
  },
  {
    name: "release draft pick",
    summary: "show what a draft chooses and what it could not fill",
    load: async () => (await import("./commands/release-draft-pick.ts")).releaseDraftPickCommand,
  },
  {
    name: "release preflight",
    summary: "check what a draft picks before it is frozen",
    load: async () => (await import("./commands/release-preflight.ts")).releasePreflightCommand,
  },
  {
    name: "release waive",
    summary: "answer for something that a preflight found",
    load: async () => (await import("./commands/release-waive.ts")).releaseWaiveCommand,
  },
  {
    name: "release export",
    summary: "write a frozen version as a folder",
    load: async () => (await import("./commands/release-export.ts")).releaseExportCommand,
  },
  {
    name: "release verify",
    summary: "check a copy of a release, file by file and rule by rule",
    load: async () => (await import("./commands/release-verify.ts")).releaseVerifyCommand,
  },
  {
    name: "release compare",
    summary: "say how one release differs from another",
    load: async () => (await import("./commands/release-compare.ts")).releaseCompareCommand,
  },
  {
    name: "release lint",
    summary: "check a dataset without a manifest by the rules of the layout",
    load: async () => (await import("./commands/release-lint.ts")).releaseLintCommand,
  },
  {
    name: "release hydrate",
    summary: "put the photos back into an export without them, from the scans",
    load: async () => (await import("./commands/release-hydrate.ts")).releaseHydrateCommand,
  },
  {
    name: "release keygen",
    summary: "make a pair of keys to sign releases with",
    load: async () => (await import("./commands/release-keygen.ts")).releaseKeygenCommand,
  },
  {
    name: "release sign",
    summary: "sign a copy of a release",
    load: async () => (await import("./commands/release-sign.ts")).releaseSignCommand,
  },
  {
    name: "model add",
    summary: "bring in a model from a folder",
    load: async () => (await import("./commands/model-add.ts")).modelAddCommand,
  },
  {
    name: "model list",
    summary: "list models, with their licences",
    load: async () => (await import("./commands/model-list.ts")).modelListCommand,
  },
  {
    name: "model check",
    summary: "check a model: files, graphs, one photo through it",
    load: async () => (await import("./commands/model-check.ts")).modelCheckCommand,
  },
  {
    name: "model remove",
    summary: "take a model out again",
    load: async () => (await import("./commands/model-remove.ts")).modelRemoveCommand,
  },
  {
    name: "account create-owner",
    summary: "make the account of the first owner",
    load: async () =>
      (await import("./commands/account-create-owner.ts")).accountCreateOwnerCommand,
  },
  {
    name: "account invite",
    summary: "make a link that lets one person make an account",
    load: async () => (await import("./commands/account-invite.ts")).accountInviteCommand,
  },
  {
    name: "account list",
    summary: "list accounts",
    load: async () => (await import("./commands/account-list.ts")).accountListCommand,
  },
  {
    name: "account reset-password",
    summary: "give somebody who is locked out another password",
    load: async () =>
      (await import("./commands/account-reset-password.ts")).accountResetPasswordCommand,
  },
  {
    name: "doctor",
    summary: "say what is installed, what is missing and what to do",
    load: async () => (await import("./commands/doctor.ts")).doctorCommand,
  },
];

// Whoever reads the output may go away first.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const wantsHelp = args.some((arg) => ["--help", "-h"].includes(arg)) || args[0] === "help";
  const entry = commands.find(({ name }) => startsWithWords(args, name));
  if (entry && !wantsHelp) return perform(entry, args.slice(entry.name.split(" ").length));
  if (entry) print((await entry.load()).help);
  else if (args[0] === "--version") print(version);
  else return explain(args, wantsHelp);
  return 0;
}

async function perform({ name, load }: Entry, args: readonly string[]): Promise<number> {
  try {
    const command = await load();
    return await command.run(args);
  } catch (error) {
    if (error instanceof UsageError) {
      tell(`gsi ${name}: ${error.message}`);
      tell(`"gsi ${name} --help" shows how it is used.`);
      return 2;
    }
    const known = error instanceof AppError;
    tell(`gsi ${name}: ${known || !(error instanceof Error) ? messageOf(error) : error.stack}`);
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

function overview(shown: readonly Entry[]): string {
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
