"use server";

import * as z from "zod";
import { AppError } from "#server/errors.ts";
import { discardWorkingEdit } from "#server/review/discard-working-edit.ts";
import { getReviewProgress } from "#server/review/get-review-progress.ts";
import { leaseNextSample } from "#server/review/lease-next-sample.ts";
import { leaseSample } from "#server/review/lease-sample.ts";
import { RecordVerdictInput, recordVerdict } from "#server/review/record-verdict.ts";
import { SaveWorkingEditInput, saveWorkingEdit } from "#server/review/save-working-edit.ts";
import { UndoVerdictInput, undoVerdict } from "#server/review/undo-verdict.ts";
import { getSample } from "#server/sample/get-sample.ts";
import { runAction } from "#server/web/action.ts";
import { redirect } from "next/navigation";

const Nothing = z.undefined();
const SampleRef = z.object({ sampleId: z.string() });
const AfterSample = z.object({ afterSampleId: z.string() });
/** `aheadId` names the sample that the page has already got. */
const Submitted = z.object({ verdict: RecordVerdictInput, aheadId: z.string().nullable() });

/** Hands out the next sample and goes to it; back to the start page when nothing is left. */
export async function startReviewing(): Promise<void> {
  const answer = await runAction("review.lease", Nothing, undefined, leaseNextSample);
  const next = answer.ok ? answer.value : null;
  redirect(next ? `/review/${encodeURIComponent(next.sampleId)}` : "/review");
}

export async function submitVerdict(raw: unknown) {
  return runAction("review.judge", Submitted, raw, async (ctx, { verdict, aheadId }) => {
    const { next } = await recordVerdict(ctx, verdict);
    const [sample, progress] = await Promise.all([
      next && next.sampleId !== aheadId ? getSample(ctx, next.sampleId) : null,
      getReviewProgress(ctx),
    ]);
    return { next: next && { ...next, sample }, progress };
  });
}

export async function takeBackVerdict(raw: unknown) {
  return runAction("review.undo", UndoVerdictInput, raw, undoVerdict);
}

export async function saveEdit(raw: unknown) {
  return runAction("review.judge", SaveWorkingEditInput, raw, saveWorkingEdit);
}

export async function discardEdit(raw: unknown) {
  return runAction("review.judge", SampleRef, raw, (ctx, { sampleId }) =>
    discardWorkingEdit(ctx, sampleId),
  );
}

export async function openSample(raw: unknown) {
  return runAction("review.lease", SampleRef, raw, async (ctx, { sampleId }) => {
    // Somebody else's sample may be looked at; its detail says who has it.
    await leaseSample(ctx, sampleId).catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === "CONFLICT")) throw error;
    });
    const [sample, progress] = await Promise.all([
      getSample(ctx, sampleId),
      getReviewProgress(ctx),
    ]);
    return { sample, progress };
  });
}

export async function reserveNext(raw: unknown) {
  return runAction("review.lease", AfterSample, raw, async (ctx, input) => {
    const next = await leaseNextSample(ctx, input);
    return next && getSample(ctx, next.sampleId);
  });
}
