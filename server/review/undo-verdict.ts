import * as z from "zod";
import { statesBefore } from "#core/sample/sample-state.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { heldByNobodyElse } from "./held-by-nobody-else.ts";
import { leaseEnd } from "./lease.ts";

export const UndoVerdictInput = z.object({
  /** The sample whose verdict is taken back; the caller's latest verdict when left out. */
  sampleId: z.string().optional(),
});

/** Takes back the caller's own latest verdict and opens the sample for them again. Possible until a release froze it. */
export async function undoVerdict(
  ctx: Context,
  raw: z.input<typeof UndoVerdictInput> = {},
): Promise<{ sampleId: string }> {
  const input = UndoVerdictInput.parse(raw);
  return withTransaction(ctx.db, async (tx) => {
    const verdict = await tx.verdict.findFirst({
      where: { actorId: ctx.actor.id, undoneAt: null, sampleId: input.sampleId },
      orderBy: { createdAt: "desc" },
    });
    if (!verdict) throw new AppError("NOT_FOUND", "you have no verdict to undo");
    const frozen = await tx.releaseItem.findFirst({
      where: { sampleId: verdict.sampleId, erratum: null },
      include: { release: { select: { name: true } } },
    });
    if (frozen) {
      throw new AppError(
        "PRECONDITION",
        `release ${frozen.release.name} froze this sample: its verdict stands unless the release has an erratum for it`,
      );
    }
    const { count } = await tx.sample.updateMany({
      where: {
        id: verdict.sampleId,
        state: verdict.kind === "skip" ? "queued" : { in: statesBefore("undo") },
        ...heldByNobodyElse(ctx),
      },
      data: {
        state: "queued",
        version: { increment: 1 },
        returned: true,
        forLead: false,
        leaseActorId: ctx.actor.id,
        leaseExpiresAt: leaseEnd(),
      },
    });
    if (count === 0) throw new AppError("CONFLICT", "somebody else has taken this sample on since");
    await tx.verdict.update({ where: { id: verdict.id }, data: { undoneAt: new Date() } });
    await audit(
      { ...ctx, db: tx },
      { action: "verdict.undo", subjectId: verdict.sampleId, before: { kind: verdict.kind } },
    );
    return { sampleId: verdict.sampleId };
  });
}
