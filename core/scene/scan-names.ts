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
 * The number of a frame in its walk: the digits after the last underscore of its key
 * (`frame_000670` is 670). Null for a key that is not of that form.
 */
export function frameNumberOf(frameKey: string): number | null {
  const digits = /^[A-Za-z0-9][A-Za-z0-9-]{0,40}_(\d{1,9})$/.exec(frameKey)?.[1];
  return digits === undefined ? null : Number(digits);
}
