import type * as z from "zod";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { chooseForRedetection, RedetectionChoice } from "./choose-for-redetection.ts";

/**
 * Forgets what re-detections said about all revisions of the chosen samples, which then count as not looked
 * at: for answers of a detector that was only tried out. Releases keep what they hold. Returns how many
 * samples were chosen.
 */
export async function forgetRedetections(
  ctx: Context,
  raw: z.input<typeof RedetectionChoice>,
): Promise<number> {
  const choice = RedetectionChoice.parse(raw);
  return withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const ids = (await chooseForRedetection(inside, choice)).map(({ subjectId }) => subjectId);
    await tx.redetection.deleteMany({ where: { revision: { sampleId: { in: ids } } } });
    // Otherwise the same detector, asked again, would count as done before.
    await tx.stageResult.deleteMany({
      where: { stage: "redetect-sample", subjectId: { in: ids } },
    });
    await audit(inside, {
      action: "redetection.forget",
      subjectId: choice.source,
      after: { samples: ids.length },
    });
    return ids.length;
  });
}
