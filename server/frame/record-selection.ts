import type { Selection } from "#core/frame/select-frames.ts";
import { Prisma } from "../../prisma/generated/client.ts";
import type { Context } from "../context.ts";

/** Content hashes of what is stored of a tried photo: its small picture where it could be read, and the photo itself where it is kept. */
export type StoredFrame = { readonly thumbnailHash: string | null; readonly imageHash?: string };

/**
 * Stores a scene's selection in place of the one before. A photo that is not kept this time holds on to its
 * stored image: samples of an earlier selection show it.
 */
export async function recordSelection(
  ctx: Context,
  sceneId: string,
  outcomes: Selection["outcomes"],
  stored: ReadonlyMap<string, StoredFrame>,
): Promise<void> {
  await ctx.db.frame.updateMany({
    where: { sceneId },
    data: {
      selection: "untried",
      selectionDetail: Prisma.DbNull,
      sharpness: null,
      objectCount: null,
      thumbnailHash: null,
    },
  });
  for (const [id, { kept, detail }] of outcomes) {
    const { measured } = detail;
    const figures = measured && "sharpness" in measured ? measured : null;
    await ctx.db.frame.update({
      where: { id },
      data: {
        selection: kept ? "kept" : "rejected",
        selectionDetail: detail,
        sharpness: figures?.sharpness ?? null,
        objectCount: figures?.shownKeys.length ?? null,
        ...stored.get(id),
      },
    });
  }
}
