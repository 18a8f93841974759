"use client";

import { useState } from "react";
import type { CommentPin } from "#core/sample/comment.ts";
import type { SampleComment } from "#server/comment/list-comments.ts";
import type { SampleDetail } from "#server/sample/get-sample.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { CommentActions } from "./comment-actions.ts";

/** The comments on the sample on the screen, with what was done to them since it was read. */
export function useComments(sample: SampleDetail, actions: CommentActions) {
  const toast = useToast();
  const [pending, setPending] = useState(false);
  const [changed, setChanged] = useState<{ of: SampleDetail; comments: SampleComment[] } | null>(
    null,
  );
  /** Whether it was done; if not, the person has been told. */
  const perform = async (call: Promise<Awaited<ReturnType<CommentActions["addComment"]>>>) => {
    setPending(true);
    const answer = await call.catch(() => null);
    setPending(false);
    if (answer?.ok) setChanged({ of: sample, comments: answer.value });
    else
      toast({
        title: "That did not work",
        description: answer?.message ?? "The server cannot be reached.",
        urgent: true,
      });
    return answer?.ok ?? false;
  };
  return {
    comments: changed?.of === sample ? changed.comments : sample.comments,
    pending,
    add: (body: string, pin: CommentPin | null) =>
      perform(actions.addComment({ sampleId: sample.id, body, pin })),
    resolve: (commentId: string) => perform(actions.resolveComment({ commentId })),
    reopen: (commentId: string) => perform(actions.reopenComment({ commentId })),
  };
}

export type Comments = ReturnType<typeof useComments>;
