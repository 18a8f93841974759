import { PreflightCode } from "#core/release/preflight/preflight-code.ts";
import { AppError } from "#server/errors.ts";
import { readArguments, readChoice } from "../arguments.ts";
import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";
import { print } from "../print.ts";
import { withSession } from "../session.ts";

/** What stands for the release as a whole in place of a sample. */
const wholeRelease = "release";

export const releaseWaiveCommand: Command = {
  help: `Usage: gsi release waive DRAFT SAMPLE CODE --reason TEXT
       gsi release waive DRAFT SAMPLE CODE --revoke

Answers for something that "gsi release preflight" found, so that it does not stand against a freeze. Holds for what
is found now: a changed sample has to be waived again. The release states who waived what and why. What the evaluator
could not load or score, and what may not be passed on, cannot be waived.

  DRAFT          id of the draft
  SAMPLE         id of the sample; "release" for what was found about the release as a whole
  CODE           what was found, e.g. collision
  --reason TEXT  why it is put up with
  --revoke       take the waiver back; it stays on record

Examples:
  gsi release waive DRAFT 036bce3393_frame_000150_3 support --reason "It lay on a carpet that the scan lacks"
  gsi release waive DRAFT release photos-restricted --reason "Exported without media only"`,
  async run(args) {
    const { values, positionals } = readArguments(
      args,
      { reason: { type: "string" }, revoke: { type: "boolean", default: false } },
      ["DRAFT", "SAMPLE", "CODE"],
    );
    const { DRAFT: draftId, SAMPLE } = positionals;
    const code = readChoice("CODE", PreflightCode, positionals.CODE)!;
    const { reason, revoke } = values;
    if (revoke === (reason !== undefined)) throw new UsageError("give either --reason or --revoke");
    const sampleId = SAMPLE === wholeRelease ? null : SAMPLE;
    return withSession(async (ctx) => {
      if (reason !== undefined) {
        const { waiveFinding } = await import("#server/preflight/waive-finding.ts");
        await waiveFinding(ctx, { draftId, sampleId, code, reason });
        print(`Waived: ${code} about ${SAMPLE}`);
        return 0;
      }
      const { getPreflight } = await import("#server/preflight/get-preflight.ts");
      const { revokeWaiver } = await import("#server/preflight/revoke-waiver.ts");
      const { findings } = await getPreflight(ctx, { draftId });
      const waived = findings.find(
        (one) => one.waiver && one.code === code && one.sampleId === sampleId,
      );
      if (!waived?.waiver) throw new AppError("NOT_FOUND", `${code} about ${SAMPLE} is not waived`);
      await revokeWaiver(ctx, { id: waived.waiver.id });
      print(`Revoked: ${code} about ${SAMPLE} stands again`);
      return 0;
    });
  },
};
