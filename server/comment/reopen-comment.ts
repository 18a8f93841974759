import type { Context } from "../context.ts";
import { moveComment } from "./move-comment.ts";
import { CommentRef } from "./resolve-comment.ts";

/** Takes back that a comment was dealt with. CONFLICT when it is open. */
export async function reopenComment(ctx: Context, raw: CommentRef): Promise<{ sampleId: string }> {
  return moveComment(ctx, CommentRef.parse(raw).commentId, "reopen");
}
