import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import type { SampleGate } from "./get-sample-gate.ts";
import { getSampleGate } from "./get-sample-gate.ts";

/**
 * Shows somebody what the gate's model said before they have judged the sample, and writes down that they
 * looked: their verdict is not independent of the gate's any more.
 */
export async function lookAtGate(ctx: Context, sampleId: string): Promise<SampleGate> {
  return withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const said = await getSampleGate(inside, sampleId);
    if (!said) throw new AppError("NOT_FOUND", `no model has judged sample ${sampleId}`);
    await audit(inside, { action: "gate.look", subjectId: sampleId, after: { gate: said.gate } });
    return said;
  });
}
