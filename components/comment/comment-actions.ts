import type { CommentPin } from "#core/sample/comment.ts";
import type { SampleComment } from "#server/comment/list-comments.ts";
import type { ActionResult } from "#server/web/action.ts";

type Answer = Promise<ActionResult<SampleComment[]>>;

/** What can be done about comments. Each answers with all comments of the sample as they are then. */
export type CommentActions = {
  addComment: (request: { sampleId: string; body: string; pin: CommentPin | null }) => Answer;
  resolveComment: (request: { commentId: string }) => Answer;
  reopenComment: (request: { commentId: string }) => Answer;
};
