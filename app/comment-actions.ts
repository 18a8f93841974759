"use server";

import { AddCommentInput, addComment } from "#server/comment/add-comment.ts";
import { listComments } from "#server/comment/list-comments.ts";
import { reopenComment } from "#server/comment/reopen-comment.ts";
import { CommentRef, resolveComment } from "#server/comment/resolve-comment.ts";
import { runAction } from "#server/web/action.ts";

export async function addSampleComment(raw: unknown) {
  return runAction("comment.write", AddCommentInput, raw, async (ctx, input) => {
    await addComment(ctx, input);
    return listComments(ctx, input.sampleId);
  });
}

export async function resolveSampleComment(raw: unknown) {
  return runAction("comment.write", CommentRef, raw, async (ctx, input) =>
    listComments(ctx, (await resolveComment(ctx, input)).sampleId),
  );
}

export async function reopenSampleComment(raw: unknown) {
  return runAction("comment.write", CommentRef, raw, async (ctx, input) =>
    listComments(ctx, (await reopenComment(ctx, input)).sampleId),
  );
}
