import { localContext } from "#server/context.ts";
import { closeQueue } from "#server/queue.ts";
import { startExport } from "#server/release/start-export.ts";
import { ExportKey } from "#server/release/stored-export.ts";
import { runJob } from "../run-job.ts";

// Has an export made so many times, each asked for twice at once, as a worker would: a process of its own, so that it
// can be killed.
const [raw = "", times] = process.argv.slice(2);
const ctx = await localContext();
const key = ExportKey.parse(JSON.parse(raw));
for (let time = 0; time < Number(times); time++) {
  const [first, second] = await Promise.all([startExport(ctx, key), startExport(ctx, key)]);
  if (first.runId !== second.runId) throw new Error("two runs make one export");
  const task = await ctx.db.task.findFirstOrThrow({ where: { runId: first.runId } });
  await runJob({ taskId: task.id });
}
await closeQueue(0);
process.exit();
