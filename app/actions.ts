"use server";

import * as z from "zod";
import { cancelRun } from "#server/run/cancel-run.ts";
import { pauseRun } from "#server/run/pause-run.ts";
import { ResumeRunInput, resumeRun } from "#server/run/resume-run.ts";
import { StartRunInput, startRun } from "#server/run/start-run.ts";
import { runAction } from "#server/web/action.ts";

const RunRef = z.object({ runId: z.uuid() });

export async function startPipeline(raw: unknown) {
  return runAction("run.start", StartRunInput, raw, startRun);
}

export async function pausePipeline(raw: unknown) {
  return runAction("run.pause", RunRef, raw, (ctx, { runId }) => pauseRun(ctx, { runId }));
}

export async function resumePipeline(raw: unknown) {
  return runAction("run.resume", ResumeRunInput, raw, resumeRun);
}

export async function cancelPipeline(raw: unknown) {
  return runAction("run.cancel", RunRef, raw, (ctx, { runId }) => cancelRun(ctx, runId));
}
