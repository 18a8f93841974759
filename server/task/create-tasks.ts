import type { Stage } from "#core/stage.ts";
import type { Prisma } from "../../prisma/generated/client.ts";
import { enqueue } from "../enqueue.ts";

/** Adds tasks of one stage to a run and puts them on the queue, once per subject however often it is asked for. */
export async function createTasks(
  tx: Prisma.TransactionClient,
  runId: string,
  stage: Stage,
  subjects: readonly { subjectId: string; sceneId: string | null }[],
): Promise<void> {
  const created = await tx.task.createManyAndReturn({
    data: subjects.map((subject) => ({ ...subject, runId, stage })),
    skipDuplicates: true,
    select: { id: true },
  });
  await enqueue(
    tx,
    stage,
    created.map(({ id }) => ({ taskId: id })),
  );
}
