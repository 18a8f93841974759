import * as z from "zod";
import type { Context } from "../context.ts";
import { moveComment } from "./move-comment.ts";

export const CommentRef = z.object({ commentId: z.uuid() });
export type CommentRef = z.input<typeof CommentRef>;

/** Marks a comment as dealt with. CONFLICT when it is so already. */
export async function resolveComment(ctx: Context, raw: CommentRef): Promise<{ sampleId: string }> {
  return moveComment(ctx, CommentRef.parse(raw).commentId, "resolve");
}
