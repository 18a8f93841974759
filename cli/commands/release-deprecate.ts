import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { print } from "../print.ts";
import { withSession } from "../session.ts";

export const releaseDeprecateCommand: Command = {
  help: `Usage: gsi release deprecate NAME (--note TEXT | --lift)

Marks a frozen version as one that should not be taken any more. It stays as it is, and exports still work: they, the
list and the page say the note.

  NAME         name of the release
  --note TEXT  why, and what to take in its place; takes the place of an earlier note
  --lift       take the deprecation back

Examples:
  gsi release deprecate gsi-real-1.0.0 --note "Nine labels are wrong: take gsi-real-1.0.1."
  gsi release deprecate gsi-real-1.0.0 --lift`,
  async run(args) {
    const { values, positionals } = readArguments(
      args,
      { note: { type: "string" }, lift: { type: "boolean", default: false } },
      ["NAME"],
    );
    const { note, lift } = values;
    if ((note === undefined) !== lift) throw new UsageError("give --note TEXT or --lift");
    const name = positionals.NAME;
    await withSession(async (ctx) => {
      const { deprecateRelease, liftDeprecation } =
        await import("#server/release/deprecate-release.ts");
      return note === undefined
        ? liftDeprecation(ctx, { name })
        : deprecateRelease(ctx, { name, note });
    });
    print(lift ? `${name} is not deprecated any more` : `${name} is deprecated`);
    return 0;
  },
};
