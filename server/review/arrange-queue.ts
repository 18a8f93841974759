import * as z from "zod";
import { SampleState } from "#core/sample/sample-state.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";
import { SampleFilter, whereOf } from "../sample/find-samples.ts";

/** What people have yet to decide, now or once the pipeline is done with it. */
const undecided = SampleState.exclude(["dropped", "accepted", "rejected"]).options;

export const ArrangeQueueInput = z.object({
  /** Which samples; those that are decided stay as they are. */
  filter: SampleFilter.omit({ cursor: true, limit: true }),
  /** The person whose turn it is from now on; null leaves them to anybody. */
  assigneeId: z.string().nullable().optional(),
  /** Higher comes first; 0 is where samples begin. */
  priority: z.number().int().min(-1000).max(1000).optional(),
});

/** Gives samples to a person, or another place in the queue. What people gave up is in the queue again when it is assigned. */
export async function arrangeQueue(
  ctx: Context,
  raw: z.input<typeof ArrangeQueueInput>,
): Promise<{ count: number }> {
  const { filter, assigneeId, priority } = ArrangeQueueInput.parse(raw);
  return withTransaction(ctx.db, async (tx) => {
    if (assigneeId) await requirePerson({ ...ctx, db: tx }, assigneeId);
    const { count } = await tx.sample.updateMany({
      where: { AND: [whereOf(SampleFilter.parse(filter)), { state: { in: undecided } }] },
      data: { priority, ...(assigneeId === undefined ? {} : { assigneeId, forLead: false }) },
    });
    await audit(
      { ...ctx, db: tx },
      {
        action: "queue.arrange",
        subjectId: assigneeId ?? "queue",
        after: { count, filter, assigneeId, priority },
      },
    );
    return { count };
  });
}

async function requirePerson(ctx: Context, id: string): Promise<void> {
  const found = await ctx.db.actor.count({ where: { id, kind: "person" } });
  if (found === 0) throw new AppError("NOT_FOUND", `assigneeId: no person ${id}`);
}
