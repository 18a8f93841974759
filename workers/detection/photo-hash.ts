import { AppError } from "#server/errors.ts";
import type { FrameAnnotation } from "#server/frame/get-frame-annotation.ts";

/** Under which hash a photo is stored; a photo that was not kept is stored nowhere. */
export function photoHashOf({
  frameId,
  imageHash,
}: Pick<FrameAnnotation, "frameId" | "imageHash">): string {
  if (!imageHash) throw new AppError("PRECONDITION", `frame ${frameId} has no stored photo`);
  return imageHash;
}
