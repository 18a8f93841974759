import type { Context } from "../context.ts";

/** How the latest reconstruction of a photo that was asked for stands. */
export type FrameTask = { state: string; reason: string | null };

/** The latest reconstruction of a photo that was asked for; null when none was. */
export async function getFrameTask(ctx: Context, frameId: string): Promise<FrameTask | null> {
  return ctx.db.task.findFirst({
    where: { stage: "reconstruct-frame", subjectId: frameId },
    orderBy: { id: "desc" },
    select: { state: true, reason: true },
  });
}
