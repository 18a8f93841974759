import { CommentPin } from "#core/sample/comment.ts";
import type { Context } from "../context.ts";

/** A comment as shown to people. */
export type SampleComment = {
  id: string;
  by: string;
  /** Plain text. */
  body: string;
  /** Null where it is about the sample as a whole. */
  pin: CommentPin | null;
  at: Date;
  /** Null while it is open. */
  resolved: { at: Date; by: string } | null;
};

/** The comments on a sample, oldest first. */
export async function listComments(ctx: Context, sampleId: string): Promise<SampleComment[]> {
  const rows = await ctx.db.comment.findMany({
    where: { sampleId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { actor: { select: { name: true } }, resolvedBy: { select: { name: true } } },
  });
  return rows.map(({ id, actor, body, pin, createdAt, resolvedAt, resolvedBy }) => ({
    id,
    by: actor.name,
    body,
    pin: CommentPin.nullable().parse(pin),
    at: createdAt,
    resolved: resolvedAt && { at: resolvedAt, by: resolvedBy?.name ?? "somebody" },
  }));
}
