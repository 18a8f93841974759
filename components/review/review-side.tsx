"use client";

import { CommentThread } from "#components/comment/comment-thread.tsx";
import type { Comments } from "#components/comment/use-comments.ts";
import { HistoryPanel } from "./history-panel.tsx";
import { SidePanel } from "./side-panel.tsx";
import type { Review } from "./use-review.ts";

/** What can stand beside the work. */
export type Side = "history" | "comments";

/** Whatever was opened beside the work. */
export function ReviewSide({
  side,
  review,
  thread,
  onClose,
}: {
  side: Side | null;
  review: Review;
  thread: Comments;
  onClose: () => void;
}) {
  const { sample, edit, editable, change } = review;
  switch (side) {
    case "history":
      return (
        <HistoryPanel
          sample={sample}
          edit={edit}
          editable={editable}
          onRestore={(restored) => change(restored)}
          onClose={onClose}
        />
      );
    case "comments":
      return (
        <SidePanel title="Comments" onClose={onClose}>
          <CommentThread key={sample.id} scene={sample.scene} thread={thread} />
        </SidePanel>
      );
    case null:
      return null;
  }
}
