import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { print, printJson, tell } from "../print.ts";
import { withSession } from "../session.ts";

export const releaseErratumCommand: Command = {
  help: `Usage: gsi release erratum NAME [SAMPLE (--reason TEXT | --withdraw)] [--json]

Notes what is wrong with a sample of a frozen version, which stays as it is: "gsi release patch" freezes the next one
without it. A sample with an erratum in every version that holds it can be reviewed again (its reviewer undoes the
verdict): when it is corrected and accepted, the patch takes it as it is then. Without SAMPLE the errata are listed.

  NAME           name of the release
  SAMPLE         id of a sample in it
  --reason TEXT  what is wrong, in one line
  --withdraw     take the erratum back, as long as there is no patch
  --json         print the list as JSON

Examples:
  gsi release erratum gsi-real-1.0.0 036bce3393_frame_008270_0 --reason "The label names the table behind it."
  gsi release erratum gsi-real-1.0.0`,
  async run(args) {
    const { values, positionals, more } = readArguments(
      args,
      {
        reason: { type: "string" },
        withdraw: { type: "boolean", default: false },
        json: { type: "boolean" },
      },
      ["NAME"],
      { allowsOneMore: true },
    );
    const { reason, withdraw } = values;
    const name = positionals.NAME;
    if (more === undefined && (reason !== undefined || withdraw))
      throw new UsageError("SAMPLE is missing");
    if (more !== undefined && (reason !== undefined) === withdraw)
      throw new UsageError("give --reason TEXT or --withdraw");
    const { errata, supersededBy } = await withSession(async (ctx) => {
      const { recordErratum, withdrawErratum } = await import("#server/release/record-erratum.ts");
      const { getReleaseErrata } = await import("#server/release/get-release-errata.ts");
      if (more !== undefined && reason !== undefined)
        await recordErratum(ctx, { name, sampleId: more, reason });
      else if (more !== undefined) await withdrawErratum(ctx, { name, sampleId: more });
      return getReleaseErrata(ctx, name);
    });
    if (values.json) {
      printJson({ errata, supersededBy });
      return 0;
    }
    if (errata.length === 0) tell(`Release ${name} has no erratum.`);
    for (const erratum of errata) print(`${erratum.sampleId}: ${erratum.reason} (${erratum.by})`);
    if (supersededBy !== null) print(`${supersededBy} takes the place of ${name}`);
    return 0;
  },
};
