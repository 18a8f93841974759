import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { advanceSamples } from "./advance-samples.ts";

/** What a gate says about one revision of a sample. */
export type GateVerdictInput = {
  readonly sampleId: string;
  readonly revisionId: string;
  /** "rules", or the model's name. */
  readonly gate: string;
  readonly verdict: "keep" | "drop";
  readonly reasons: readonly string[];
  readonly provenanceHash: string;
};

/** Writes down what a gate said and sends the sample on to people or drops it. */
export async function recordGateVerdict(ctx: Context, said: GateVerdictInput): Promise<void> {
  const { sampleId, revisionId, gate, verdict, provenanceHash } = said;
  const reasons = [...said.reasons];
  await withTransaction(ctx.db, async (tx) => {
    await tx.gateVerdict.upsert({
      where: { revisionId_gate: { revisionId, gate } },
      create: { sampleId, revisionId, gate, verdict, reasons, provenanceHash },
      update: { verdict, reasons, provenanceHash },
    });
    await advanceSamples({ ...ctx, db: tx }, verdict, [{ sampleId }]);
  });
}
