import * as z from "zod";
import { CommentBody, CommentPin } from "#core/sample/comment.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";

export const AddCommentInput = z.object({
  sampleId: z.string().max(200),
  body: CommentBody,
  pin: CommentPin.nullable().default(null),
});
export type AddCommentInput = z.input<typeof AddCommentInput>;

/** Says something about a sample, or about an object or a place of its photo. The sample itself stays as it is. */
export async function addComment(ctx: Context, raw: AddCommentInput): Promise<{ id: string }> {
  const { sampleId, body, pin } = AddCommentInput.parse(raw);
  return withTransaction(ctx.db, async (tx) => {
    const sample = await tx.sample.findUnique({
      where: { id: sampleId },
      select: { frameId: true },
    });
    if (!sample) throw new AppError("NOT_FOUND", `no sample ${sampleId}`);
    if (pin?.kind === "object") {
      const { objectId: key } = pin;
      if ((await tx.frameObject.count({ where: { frameId: sample.frameId, key } })) === 0)
        throw new AppError("INVALID", `pin: the photo of sample ${sampleId} has no object ${key}`);
    }
    const { id } = await tx.comment.create({
      data: { sampleId, body, actorId: ctx.actor.id, ...(pin && { pin }) },
    });
    await audit(
      { ...ctx, db: tx },
      { action: "comment.add", subjectId: sampleId, after: { commentId: id, body, pin } },
    );
    return { id };
  });
}
