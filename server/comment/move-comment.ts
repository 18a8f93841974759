import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { withTransaction } from "../db.ts";
import { AppError } from "../errors.ts";

/** Resolves a comment or opens it again, from the other state only. */
export async function moveComment(
  ctx: Context,
  id: string,
  way: "resolve" | "reopen",
): Promise<{ sampleId: string }> {
  const isResolve = way === "resolve";
  return withTransaction(ctx.db, async (tx) => {
    const { count } = await tx.comment.updateMany({
      where: { id, resolvedAt: isResolve ? null : { not: null } },
      data: isResolve
        ? { resolvedAt: new Date(), resolvedById: ctx.actor.id }
        : { resolvedAt: null, resolvedById: null },
    });
    const comment = await tx.comment.findUnique({ where: { id }, select: { sampleId: true } });
    if (!comment) throw new AppError("NOT_FOUND", `no comment ${id}`);
    if (count === 0)
      throw new AppError(
        "CONFLICT",
        `this comment is ${isResolve ? "resolved" : "open"} already: somebody was quicker`,
      );
    const { sampleId } = comment;
    const inside = { ...ctx, db: tx };
    await audit(inside, {
      action: `comment.${way}`,
      subjectId: sampleId,
      after: { commentId: id },
    });
    return { sampleId };
  });
}
