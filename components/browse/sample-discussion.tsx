"use client";

import type { ReactNode } from "react";
import { CommentThread } from "#components/comment/comment-thread.tsx";
import type { CommentActions } from "#components/comment/comment-actions.ts";
import { useComments } from "#components/comment/use-comments.ts";
import { Panel } from "#components/ui/panel.tsx";
import type { SampleDetail } from "#server/sample/get-sample.ts";
import { SampleViewer } from "./sample-viewer.tsx";

/** Photo and room of a sample with the pins of its comments, what stands below, and the comments beside that. */
export function SampleDiscussion({
  sample,
  actions,
  facts,
  children,
}: {
  sample: SampleDetail;
  actions: CommentActions;
  /** What stands over the comments. */
  facts: ReactNode;
  children: ReactNode;
}) {
  const thread = useComments(sample, actions);
  return (
    <>
      <SampleViewer sample={sample} comments={thread.comments} />
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)_22rem] items-start gap-4">
        <div className="flex flex-col gap-4">{children}</div>
        <div className="flex flex-col gap-4">
          {facts}
          <Panel title="Comments" flush>
            <CommentThread scene={sample.scene} thread={thread} />
          </Panel>
        </div>
      </div>
    </>
  );
}
