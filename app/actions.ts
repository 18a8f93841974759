"use server";

import * as z from "zod";
import { cancelRun } from "#server/run/cancel-run.ts";
import { StartRunInput, startRun } from "#server/run/start-run.ts";
import { runAction } from "#server/web/action.ts";

export async function startPipeline(raw: unknown) {
  return runAction(StartRunInput, raw, startRun);
}

export async function cancelPipeline(raw: unknown) {
  return runAction(z.object({ runId: z.uuid() }), raw, (ctx, { runId }) => cancelRun(ctx, runId));
}
