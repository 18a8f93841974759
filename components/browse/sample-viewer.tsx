"use client";

import dynamic from "next/dynamic";
import type { SampleComment } from "#server/comment/list-comments.ts";
import type { SampleDetail } from "#server/sample/get-sample.ts";
import { ReviewPhoto } from "#components/review/review-photo.tsx";

const ReviewSpace = dynamic(() => import("#components/review/review-space.tsx"), {
  ssr: false,
  loading: () => <div className="size-full animate-pulse-soft bg-depth" />,
});

/** Photo and room of a sample, to look at. */
export function SampleViewer({
  sample,
  comments,
}: {
  sample: SampleDetail;
  comments: readonly SampleComment[];
}) {
  return (
    <div className="grid h-[26rem] grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line">
      <ReviewPhoto sample={sample} edit={sample.current.edit} comments={comments} />
      <ReviewSpace sample={sample} edit={sample.current.edit} />
    </div>
  );
}
