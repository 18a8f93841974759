import type { Context } from "../context.ts";
import type { SampleRedetection } from "./latest-redetection.ts";
import { latestRedetection, withLatestRedetection } from "./latest-redetection.ts";

/** What is known of the samples that a run of re-detection looked at, by id; null where a sample was changed since or could not be looked at. */
export async function findRedetections(
  ctx: Context,
  runId: string,
): Promise<{ sampleId: string; redetection: SampleRedetection | null }[]> {
  const tasks = await ctx.db.task.findMany({
    where: { runId, stage: "redetect-sample", state: { in: ["done", "skipped"] } },
    select: { subjectId: true },
  });
  const samples = await ctx.db.sample.findMany({
    where: { id: { in: tasks.map(({ subjectId }) => subjectId) } },
    orderBy: { id: "asc" },
    select: { id: true, currentRevision: { include: withLatestRedetection } },
  });
  return samples.map(({ id, currentRevision }) => ({
    sampleId: id,
    redetection: currentRevision && latestRedetection(currentRevision),
  }));
}
