"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { useDeferredValue, useMemo } from "react";
import type { SampleComment } from "#server/comment/list-comments.ts";
import { ReviewPhoto } from "./review-photo.tsx";
import type { Review } from "./use-review.ts";

const ReviewSpace = dynamic(() => import("./review-space.tsx"), {
  ssr: false,
  loading: () => <div className="size-full animate-pulse-soft bg-depth" />,
});

/**
 * The sample under review on its photo and in the room. What is drawn stays as it is while a verdict is under way or
 * a dialog opens; another sample is on the photo first, and in the room as soon as that is painted.
 */
export function useDrawnSample(
  { sample, edit, editable, change }: Review,
  comments: readonly SampleComment[],
): { photo: ReactNode; space: ReactNode } {
  const photo = useMemo(
    () => (
      <ReviewPhoto
        key={sample.frame.id}
        sample={sample}
        edit={edit}
        comments={comments}
        {...(editable ? { onChange: change } : {})}
        withKeys
      />
    ),
    [sample, edit, comments, editable, change],
  );
  const space = useMemo(
    () => (
      <ReviewSpace
        sample={sample}
        edit={edit}
        {...(editable ? { onChange: change } : {})}
        withKeys
      />
    ),
    [sample, edit, editable, change],
  );
  const spaceBefore = useDeferredValue(space);
  const isPainted = useDeferredValue(sample.id) === sample.id;
  return { photo, space: isPainted ? space : spaceBefore };
}
