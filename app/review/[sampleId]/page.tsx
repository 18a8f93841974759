import type { Metadata } from "next";
import { getReviewProgress } from "#server/review/get-review-progress.ts";
import { getSample } from "#server/sample/get-sample.ts";
import { readPage } from "#server/web/read-page.ts";
import { ReviewWorkspace } from "#components/review/review-workspace.tsx";
import { openSample, reserveNext, submitVerdict, takeBackVerdict } from "../actions.ts";

export const metadata: Metadata = { title: "Review" };

export default async function ReviewSamplePage({
  params,
}: {
  params: Promise<{ sampleId: string }>;
}) {
  const sampleId = decodeURIComponent((await params).sampleId);
  const [sample, progress] = await readPage(
    (ctx) => Promise.all([getSample(ctx, sampleId), getReviewProgress(ctx)]),
    "review.lease",
  );
  return (
    <ReviewWorkspace
      initial={sample}
      progress={progress}
      actions={{ submitVerdict, undoVerdict: takeBackVerdict, openSample, reserveNext }}
    />
  );
}
