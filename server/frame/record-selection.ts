import type { SelectionDetail } from "#core/frame/selection.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";

/** What the selection decided about one tried photo. */
export type SelectedFrame = {
  frameId: string;
  /** Content hash of the photo when it was kept, else null. */
  imageHash: string | null;
  detail: SelectionDetail;
};

/**
 * Stores a scene's selection in place of the one before. A photo that is not kept this time holds on to its
 * stored image: samples of an earlier selection show it.
 */
export async function recordSelection(
  ctx: Context,
  sceneId: string,
  tried: readonly SelectedFrame[],
): Promise<void> {
  await ctx.db.frame.updateMany({
    where: { sceneId },
    data: {
      selection: "untried",
      selectionDetail: Prisma.DbNull,
      sharpness: null,
      objectCount: null,
    },
  });
  for (const { frameId, imageHash, detail } of tried) {
    await ctx.db.frame.update({
      where: { id: frameId },
      data: {
        selection: imageHash ? "kept" : "rejected",
        selectionDetail: detail,
        sharpness: detail.sharpness,
        objectCount: detail.objectCount,
        ...(imageHash ? { imageHash } : {}),
      },
    });
  }
}
