import type { Provenance } from "#core/provenance.ts";
import type { Context } from "../context.ts";
import { provenanceHash } from "./record-provenance.ts";

/** Whether the stage's result for a subject was made with this provenance, and nothing was changed under it since. */
export async function isDoneBefore(
  ctx: Context,
  subjectId: string,
  provenance: Provenance,
): Promise<boolean> {
  const { stage } = provenance;
  const count = await ctx.db.stageResult.count({
    where: { stage, subjectId, stale: false, provenanceHash: provenanceHash(provenance) },
  });
  return count > 0;
}
