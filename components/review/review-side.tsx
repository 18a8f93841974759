"use client";

import { CommentThread } from "#components/comment/comment-thread.tsx";
import { GuidelineText } from "#components/guideline/guideline-panel.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { SidePanel } from "./side-panel.tsx";
import type { Beside } from "./use-review-side.ts";
import type { Review } from "./use-review.ts";

/** Whatever was opened beside the work. */
export function ReviewSide({ beside, review }: { beside: Beside; review: Review }) {
  const { sample, edit, editable, change } = review;
  switch (beside.side) {
    case "guidelines":
      return (
        <SidePanel title="Guidelines" onClose={beside.close}>
          <GuidelineText
            openGuidelines={beside.openGuidelines}
            onOpened={beside.guidelinesOpened}
          />
        </SidePanel>
      );
    case "history":
      return (
        <HistoryPanel
          sample={sample}
          edit={edit}
          editable={editable}
          onRestore={(restored) => change(restored)}
          onClose={beside.close}
        />
      );
    case "comments":
      return (
        <SidePanel title="Comments" onClose={beside.close}>
          <CommentThread key={sample.id} scene={sample.scene} thread={beside.thread} />
        </SidePanel>
      );
    case null:
      return null;
  }
}
