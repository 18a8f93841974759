import * as z from "zod";

/**
 * The key of a scan: the name of its folder. The pattern keeps it safe as a file name, a link and the
 * start of the published image names.
 */
export const SceneId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
    "a scene id has 1 to 64 letters, digits, _ or -, and begins with a letter or digit",
  );
export type SceneId = z.infer<typeof SceneId>;

/** The identity of a photo across scenes: `<scene id>_<frame key>`, the published name of its image. */
export function frameIdOf(sceneId: string, frameKey: string): string {
  return `${sceneId}_${frameKey}`;
}

/** The identity of an annotated object across scenes: `<scene id>:<object key>`. */
export function sceneObjectIdOf(sceneId: string, objectKey: string): string {
  return `${sceneId}:${objectKey}`;
}

/**
 * The key of a frame from the name that a list gives its photo: without folders (COLMAP's lists may have
 * `video/` or `dslr/` in front) and without ending.
 */
export function frameKeyOf(photoName: string): string {
  return photoName.replace(/^.*[/\\]/, "").replace(/\.[^.]*$/, "");
}

/**
 * The number of a frame in its walk: the digits at the end of its key (`frame_000670` is 670,
 * `DSC00444` and `left_DSC00444` are 444). Null for a key of other than letters, digits, _ and -, for one of
 * more than 60, and for one that ends in no digit or in more than nine.
 */
export function frameNumberOf(frameKey: string): number | null {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/.test(frameKey)) return null;
  const digits = /(?<!\d)\d{1,9}$/.exec(frameKey)?.[0];
  return digits === undefined ? null : Number(digits);
}
