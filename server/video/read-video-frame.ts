import { readFile } from "node:fs/promises";
import { sceneFilePath } from "../scene/read-scene-file.ts";
import type { VideoKind } from "./extract-frames.ts";
import { extractFrames } from "./extract-frames.ts";

/** The bytes of one frame of a video of a scene. Frames that were not taken out together beforehand cost a pass each. */
export async function readVideoFrame(
  rootPath: string,
  kind: VideoKind,
  { path, index }: { path: string; index: number },
): Promise<Buffer> {
  const frames = await extractFrames(await sceneFilePath(rootPath, path), kind, [index]);
  return readFile(frames.get(index)!);
}
