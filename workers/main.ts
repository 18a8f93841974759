import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { parseArgs } from "node:util";
import { Stage } from "#core/stage.ts";
import { database } from "#server/db.ts";
import { env } from "#server/env.ts";
import { messageOf } from "#server/errors.ts";
import { StageJob, jobs } from "#server/jobs.ts";
import { closeQueue, queue } from "#server/queue.ts";
import { closeDetectors } from "./detection/detectors.ts";
import { closeGateChat } from "./gate/gate-chat.ts";
import { runJob } from "./run-job.ts";

const { values } = parseArgs({
  options: {
    /** Comma-separated kinds of queue to serve: cpu, gpu, mllm, export. All when left out. */
    serve: { type: "string", default: "cpu,gpu,mllm,export" },
    /** Stop when standard input closes: whoever started this worker is gone, even if it was killed. */
    "with-parent": { type: "boolean", default: false },
  },
});

/** Candidates in hand for each that the model is asked about at once: it never waits for pictures. */
const gateAhead = 2;

const kinds = new Set(values.serve.split(","));
const stages = Stage.options.filter((stage) => kinds.has(jobs[stage].serves));
const id = randomUUID();

const boss = await queue();
for (const stage of stages) {
  const { concurrency, batchSize } = jobs[stage];
  await boss.work(
    stage,
    {
      batchSize,
      localConcurrency: concurrency ?? gateAhead * env().GSI_GATE_CONCURRENCY,
      burstWhenBatchFull: true,
      pollingIntervalSeconds: 0.5,
      notifyPollingIntervalSeconds: 1,
    },
    async (batch) => {
      for (const job of batch) await runJob(StageJob.parse(job.data));
    },
  );
}

await database().workerProcess.create({
  data: { id, pid: process.pid, host: hostname(), queues: stages },
});
const beat = setInterval(() => {
  database()
    .workerProcess.updateMany({ where: { id }, data: { lastSeenAt: new Date() } })
    .catch((error: unknown) => console.error(`worker: ${messageOf(error)}`));
}, 3000);
console.log(`worker ${process.pid} serves ${stages.join(", ")}`);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  clearInterval(beat);
  await closeQueue();
  closeGateChat();
  await closeDetectors();
  await database().workerProcess.deleteMany({ where: { id } });
  await database().$disconnect();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
if (values["with-parent"]) process.stdin.on("close", () => void stop()).resume();
