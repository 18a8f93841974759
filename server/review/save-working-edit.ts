import * as z from "zod";
import { isFollowedBy, WorkingEdit } from "#core/sample/working-edit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { heldByNobodyElse } from "./held-by-nobody-else.ts";
import { leaseEnd } from "./lease.ts";
import { workingEditOf } from "./working-edit-of-row.ts";

export const SaveWorkingEditInput = z.object({ sampleId: z.string(), edit: WorkingEdit });

/**
 * Keeps what the caller has changed of a sample so far, and renews their lease. To send a state again, or
 * after a later one, does no harm. Refused when the sample has another version by now, when somebody else
 * has it, and when another page of the caller's holds changes that this state did not come from.
 */
export async function saveWorkingEdit(
  ctx: Context,
  raw: z.input<typeof SaveWorkingEditInput>,
): Promise<{ at: Date }> {
  const { sampleId, edit } = SaveWorkingEditInput.parse(raw);
  const { version, mark, knows, history } = edit;
  return withTransaction(ctx.db, async (tx) => {
    // Locks the sample's row: whoever else writes about it waits for the end of this.
    const { count } = await tx.sample.updateMany({
      where: { id: sampleId, version, state: "queued", ...heldByNobodyElse(ctx) },
      data: { leaseActorId: ctx.actor.id, leaseExpiresAt: leaseEnd() },
    });
    if (count === 0) {
      throw new AppError(
        "CONFLICT",
        `${sampleId} was changed, decided or taken by somebody else since you opened it`,
      );
    }
    const key = { sampleId_actorId: { sampleId, actorId: ctx.actor.id } };
    const row = await tx.workingEdit.findUnique({ where: key });
    const stored = row && workingEditOf(row);
    if (stored && isFollowedBy(edit, stored)) return { at: stored.at };
    if (stored && !isFollowedBy(stored, edit)) {
      throw new AppError("CONFLICT", `${sampleId} was changed by you on another page meanwhile`);
    }
    const said = { version, ...mark, knows, history };
    const { updatedAt } = await tx.workingEdit.upsert({
      where: key,
      create: { sampleId, actorId: ctx.actor.id, ...said },
      update: said,
    });
    return { at: updatedAt };
  });
}
