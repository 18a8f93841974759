import { encodeDepth, shrinkDepth } from "#core/scene/depth-bytes.ts";
import { FrameDepth } from "#core/frame/frame-image.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { readDepthMap } from "./read-depth-map.ts";

/** Enough to tell what hides the edges of a box; a phone's own depth is about as large. */
const sideMaxPixels = 256;

/** The sensor depth of a photo as a page takes it (`core/scene/depth-bytes`), read from the scan; null where its camera measured none. */
export async function getFrameDepth(
  ctx: Context,
  frameId: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const frame = await ctx.db.frame.findUnique({
    where: { id: frameId },
    select: { depth: true, scene: { select: { rootPath: true } } },
  });
  if (!frame) throw new AppError("NOT_FOUND", `no frame ${frameId}`);
  if (!frame.depth) return null;
  const map = await readDepthMap(frame.scene.rootPath, FrameDepth.parse(frame.depth));
  return encodeDepth(shrinkDepth(map, sideMaxPixels));
}
