import * as z from "zod";
import { PreflightCode } from "#core/release/preflight/preflight-code.ts";
import { WaiverReason } from "#core/release/preflight/waiver.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { getPreflight } from "./get-preflight.ts";

export const WaiveFindingInput = z.object({
  draftId: z.string(),
  /** Null: the release as a whole. */
  sampleId: z.string().nullable(),
  code: PreflightCode,
  reason: WaiverReason,
});
export type WaiveFindingInput = z.input<typeof WaiveFindingInput>;

/**
 * Puts up with what a draft's preflight finds under a code about a sample. Holds for just what is found now.
 * NOT_FOUND when nothing is, PRECONDITION when it is of a kind that nobody can answer for, CONFLICT when it
 * is waived already.
 */
export async function waiveFinding(ctx: Context, raw: WaiveFindingInput): Promise<{ id: string }> {
  const input = WaiveFindingInput.safeParse(raw);
  if (!input.success) throw new AppError("INVALID", z.prettifyError(input.error));
  const { draftId, sampleId, code, reason } = input.data;
  const about = sampleId === null ? "the release as a whole" : sampleId;
  return withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const { findings } = await getPreflight(inside, { draftId });
    const found = findings.filter((one) => one.code === code && one.sampleId === sampleId);
    const [first] = found;
    if (!first)
      throw new AppError(
        "NOT_FOUND",
        `the preflight finds no ${code} about ${about}: "gsi release preflight ${draftId}" shows what it finds`,
      );
    if (!found.every((one) => one.mayBeWaived))
      throw new AppError(
        "PRECONDITION",
        `${code} about ${about} cannot be waived: correct the sample, or exclude it in the draft`,
      );
    const message = found.map((one) => one.message).join("; ");
    const { foundHash } = first;
    const [waiver] = await tx.waiver.createManyAndReturn({
      data: [{ draftId, sampleId, code, foundHash, message, reason, actorId: ctx.actor.id }],
      skipDuplicates: true,
    });
    if (!waiver) throw new AppError("CONFLICT", `${code} about ${about} is waived already`);
    const after = { sampleId, code, message, reason };
    await audit(inside, { action: "waiver.create", subjectId: waiver.id, after });
    return { id: waiver.id };
  });
}
