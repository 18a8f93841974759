import { isAbsolute, join, relative, sep } from "node:path";
import type { Intrinsics } from "#core/geometry/camera.ts";
import { pinholeMismatch } from "#core/scene/scan-pose.ts";
import { AppError, messageOf } from "../errors.ts";
import { containedPath } from "../scene/contained-path.ts";
import { mapLimited } from "../scene/map-limited.ts";
import type { ImageProbe } from "../scene/probe-image.ts";
import { probeJpeg } from "../scene/probe-image.ts";

const filesAtOnce = 16;

/** A photo that is there and whole: its path from the root, and its size. Or what is wrong with it. */
export type LookedPhoto = (ImageProbe & { readonly path: string }) | { readonly problem: string };

/**
 * Looks for photos by the paths that a file states, in each of the given folders of the root in turn, and
 * at the header and end of each.
 */
export function lookAtPhotos(
  root: string,
  folders: readonly string[],
  files: readonly string[],
  onProgress: (done: number, total: number) => void,
): Promise<LookedPhoto[]> {
  let done = 0;
  return mapLimited(files, filesAtOnce, async (file) => {
    const looked = await lookAt(root, folders, file).catch((error: unknown) => ({
      problem: messageOf(error),
    }));
    if (++done % 100 === 0 || done === files.length) onProgress(done, files.length);
    return looked;
  });
}

/** What is wrong with using a photo of this size with the camera that is stated for it, or null. */
export function cameraMismatch(
  { width, height }: { readonly width: number; readonly height: number },
  stated: Intrinsics,
): string | null {
  return width === stated.width && height === stated.height
    ? pinholeMismatch(stated, width, height)
    : `the photo is ${width}x${height}, but its camera is stated for ${stated.width}x${stated.height}: give the photo in that size or scale the camera`;
}

async function lookAt(
  root: string,
  folders: readonly string[],
  file: string,
): Promise<LookedPhoto> {
  if (isAbsolute(file) || /^[A-Za-z]:/.test(file) || file.split(/[/\\]/).includes(".."))
    throw new AppError(
      "INVALID",
      "the path is absolute or climbs out of its folder, so it is not followed: state it from the folder of the photos",
    );
  if (file.includes("\0")) throw new AppError("INVALID", "the path holds a zero byte");
  for (const folder of folders) {
    const path = await containedPath(root, join(root, folder), file);
    if (path)
      return { ...(await probeJpeg(path)), path: relative(root, path).replaceAll(sep, "/") };
  }
  const looked = folders.map((folder) => (folder === "" ? "the folder itself" : folder));
  return { problem: `there is no such photo (looked for in ${looked.join(", ")})` };
}
