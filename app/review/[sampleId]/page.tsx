import type { Metadata } from "next";
import { hasNewGuidelines } from "#server/guideline/open-guidelines.ts";
import { getReviewProgress } from "#server/review/get-review-progress.ts";
import { getSample } from "#server/sample/get-sample.ts";
import { readPage } from "#server/web/read-page.ts";
import { ReviewWorkspace } from "#components/review/review-workspace.tsx";
import {
  addSampleComment,
  reopenSampleComment,
  resolveSampleComment,
} from "../../comment-actions.ts";
import { openNewestGuidelines } from "../../guidelines/actions.ts";
import {
  discardEdit,
  openSample,
  reserveNext,
  saveEdit,
  submitVerdict,
  takeBackVerdict,
} from "../actions.ts";

export const metadata: Metadata = { title: "Review" };

export default async function ReviewSamplePage({
  params,
}: {
  params: Promise<{ sampleId: string }>;
}) {
  const sampleId = decodeURIComponent((await params).sampleId);
  const [sample, progress, isNew] = await readPage(
    (ctx) => Promise.all([getSample(ctx, sampleId), getReviewProgress(ctx), hasNewGuidelines(ctx)]),
    "review.lease",
  );
  return (
    <ReviewWorkspace
      initial={sample}
      progress={progress}
      hasNewGuidelines={isNew}
      sideActions={{
        addComment: addSampleComment,
        resolveComment: resolveSampleComment,
        reopenComment: reopenSampleComment,
        openGuidelines: openNewestGuidelines,
      }}
      actions={{
        submitVerdict,
        undoVerdict: takeBackVerdict,
        openSample,
        reserveNext,
        saveEdit,
        discardEdit,
      }}
    />
  );
}
