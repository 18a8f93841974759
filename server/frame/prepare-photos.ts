import type { FrameImage } from "#core/frame/frame-image.ts";
import { AppError, messageOf } from "../errors.ts";
import { sceneFilePath } from "../scene/read-scene-file.ts";
import type { VideoKind } from "../video/extract-frames.ts";
import { extractFrames } from "../video/extract-frames.ts";

/**
 * Takes those of the photos and masks that are frames of videos out of them, each video gone through once,
 * so that reading them afterwards is quick. Photos that are files need nothing.
 */
export async function preparePhotos(
  rootPath: string,
  images: readonly FrameImage[],
): Promise<void> {
  const wanted = new Map<string, { path: string; kind: VideoKind; indices: number[] }>();
  const want = (kind: VideoKind, picture: FrameImage["picture"] | null) => {
    if (picture?.kind !== "video") return;
    const key = `${kind} ${picture.path}`;
    const video = wanted.get(key) ?? { path: picture.path, kind, indices: [] };
    video.indices.push(picture.index);
    wanted.set(key, video);
  };
  for (const { picture, mask } of images) {
    want("photo", picture);
    want("mask", mask);
  }
  for (const { path, kind, indices } of wanted.values()) {
    try {
      await extractFrames(await sceneFilePath(rootPath, path), kind, indices);
    } catch (error) {
      const code = error instanceof AppError ? error.code : "INTERNAL";
      throw new AppError(code, `${path}: ${messageOf(error)}`, { cause: error });
    }
  }
}
