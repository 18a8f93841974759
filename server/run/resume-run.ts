import * as z from "zod";
import { Stage } from "#core/stage.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { enqueue } from "../enqueue.ts";
import { AppError } from "../errors.ts";
import { closeRun } from "../task/close-run.ts";

export const ResumeRunInput = z.object({
  runId: z.string(),
  /** A new limit for what the gate may spend in all; left out, the old one stays. */
  budgetDollars: z.number().positive().nullable().optional(),
});
export type ResumeRunInput = z.infer<typeof ResumeRunInput>;

/** Lets a paused run go on where it stands. */
export async function resumeRun(ctx: Context, raw: ResumeRunInput): Promise<void> {
  const { runId, budgetDollars } = ResumeRunInput.parse(raw);
  await withTransaction(ctx.db, async (tx) => {
    const { count } = await tx.run.updateMany({
      where: { id: runId, state: "paused" },
      data: { state: "running", pauseReason: null, budgetDollars },
    });
    if (count === 0) throw new AppError("CONFLICT", "this run is not paused any more");
    const held = await tx.task.updateManyAndReturn({
      where: { runId, state: "held" },
      data: { state: "waiting" },
      select: { id: true, stage: true },
    });
    for (const [stage, tasks] of Map.groupBy(held, (task) => task.stage))
      await enqueue(
        tx,
        Stage.parse(stage),
        tasks.map(({ id }) => ({ taskId: id })),
      );
    await closeRun(tx, runId);
    await audit(
      { ...ctx, db: tx },
      {
        action: "run.resume",
        subjectId: runId,
        after: { budgetDollars },
      },
    );
  });
}
