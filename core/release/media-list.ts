import * as z from "zod";
import { canonicalJson } from "#core/canonical-json.ts";
import { FrameStream } from "#core/frame/frame-image.ts";
import { ContentHash, ManifestFile } from "./manifest.ts";
import type { PhotoInContext } from "./release-index.ts";

/** A photo that an export leaves out: what it must be, and where whoever has the scan finds it. */
export const LeftOutPhoto = ManifestFile.extend({
  imageId: z.string(),
  sceneId: z.string(),
  /** What kind of scan it is, e.g. `scannetpp-iphone`. */
  source: z.string(),
  frameKey: z.string(),
  /** Null in releases frozen before streams were kept. */
  stream: FrameStream.nullable(),
  /** Of the photo's bytes. */
  sha256: ContentHash,
  /** Hash over everything that was read of the scan. */
  inputsHash: z.string(),
});
export type LeftOutPhoto = z.infer<typeof LeftOutPhoto>;

/** The content of `media.json`. Photos are sorted by image id; a `path` says where in the export the photo belongs. */
export const MediaList = z.object({
  format: z.literal("gsi-studio-media"),
  formatVersion: z.literal(1),
  photos: z.array(LeftOutPhoto),
});
export type MediaList = z.infer<typeof MediaList>;

/** The photos of a release as an export lists them that leaves them out; `pathOf` says where it would put one. */
export function mediaList(
  inContext: readonly PhotoInContext[],
  pathOf: (imageId: string) => string,
): MediaList {
  const photos = inContext.map(({ image, scene, photoBytes }) => ({
    path: pathOf(image.imageId),
    sha256: image.sha256,
    size: photoBytes,
    imageId: image.imageId,
    sceneId: scene.id,
    source: scene.source,
    frameKey: image.frameKey,
    stream: image.stream ?? null,
    inputsHash: scene.inputsHash,
  }));
  return { format: "gsi-studio-media", formatVersion: 1, photos };
}

/** The text of `media.json`: canonical JSON and a line end. */
export function mediaListText(list: MediaList): string {
  return `${canonicalJson(list)}\n`;
}
