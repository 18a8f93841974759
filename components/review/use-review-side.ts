"use client";

import { useState } from "react";
import type { CommentActions } from "#components/comment/comment-actions.ts";
import { setPlacing } from "#components/comment/pin-store.ts";
import { useComments } from "#components/comment/use-comments.ts";
import type { OpenGuidelines } from "#components/guideline/guideline-panel.tsx";
import type { SampleDetail } from "#server/sample/get-sample.ts";

/** What can stand beside the work. */
export type Side = "guidelines" | "history" | "comments";

/** What the server does for it. */
export type SideActions = CommentActions & { openGuidelines: OpenGuidelines };

/** What stands beside the work, and what of it asks to be looked at. */
export function useReviewSide(
  sample: SampleDetail,
  actions: SideActions,
  hasNewGuidelines: boolean,
) {
  const thread = useComments(sample, actions);
  const [side, setSide] = useState<Side | null>(null);
  const [newGuidelines, setNewGuidelines] = useState(hasNewGuidelines);
  const toggle = (wanted: Side) => setSide((shown) => (shown === wanted ? null : wanted));
  return {
    side,
    thread,
    /** Whether there is a version that the reviewer has not opened yet. */
    newGuidelines,
    openGuidelines: actions.openGuidelines,
    guidelinesOpened: () => setNewGuidelines(false),
    close: () => setSide(null),
    /** The commands that open and close it. */
    commands: {
      guidelines: () => toggle("guidelines"),
      history: () => toggle("history"),
      comments: () => toggle("comments"),
      "pin-comment": () => {
        setSide("comments");
        setPlacing(true);
      },
    },
  };
}

export type Beside = ReturnType<typeof useReviewSide>;
