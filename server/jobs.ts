import * as z from "zod";
import type { Stage } from "#core/stage.ts";

/** What every stage job carries: ids, never data. The task row holds the rest. */
export const StageJob = z.object({ taskId: z.uuid() });
export type StageJob = z.infer<typeof StageJob>;

type JobSettings = {
  /** Which workers take it: started with `--serve cpu,gpu,...`. */
  readonly serves: "cpu" | "gpu" | "mllm" | "export";
  /** Jobs of this name in hand at once in one worker process; null: as many as the gate's model server takes (GSI_GATE_CONCURRENCY). */
  readonly concurrency: number | null;
  /** Fetched together; more than one pays off for jobs much shorter than a poll. */
  readonly batchSize: number;
};

/** THE catalogue of background jobs: one entry per stage. A stage without an entry does not compile. */
export const jobs: Record<Stage, JobSettings> = {
  "select-frames": { serves: "cpu", concurrency: 1, batchSize: 1 },
  "reconstruct-frame": { serves: "cpu", concurrency: 2, batchSize: 4 },
  "propose-operations": { serves: "cpu", concurrency: 1, batchSize: 8 },
  "check-plausibility": { serves: "cpu", concurrency: 1, batchSize: 8 },
  "write-instructions": { serves: "cpu", concurrency: 1, batchSize: 8 },
  "render-overlays": { serves: "cpu", concurrency: 2, batchSize: 2 },
  "gate-candidate": { serves: "mllm", concurrency: null, batchSize: 1 },
  "redetect-sample": { serves: "cpu", concurrency: 2, batchSize: 4 },
  "preflight-sample": { serves: "cpu", concurrency: 1, batchSize: 16 },
  "export-release": { serves: "export", concurrency: 1, batchSize: 1 },
};

/** A worker that dies is noticed after this long and its jobs go to another. */
export const heartbeatSeconds = 10;
