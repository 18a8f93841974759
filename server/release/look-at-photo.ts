import type { Backend } from "#core/detection/backend.ts";
import { FrameStream } from "#core/frame/frame-image.ts";
import { checkImageId } from "#core/release/dataset-rules.ts";
import { sourceFileName } from "#core/release/dataset-names.ts";
import type { ImageHeader } from "#core/release/image-rules.ts";
import { checkImage } from "#core/release/image-rules.ts";
import type { ReleasedImage } from "#core/release/manifest.ts";
import type { Violation } from "#core/release/violation.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { frameSceneOf } from "../frame/get-frame-scene.ts";
import { blobPath, blobSize } from "../storage.ts";
import type { Candidate } from "./find-candidates.ts";
import { readImageHeader } from "./read-image-header.ts";

/** A photo that chosen samples show, with the size of its file. */
export type ChosenImage = ReleasedImage & { readonly size: number };

/** What a release has to know of one photo. */
export type Photo = {
  readonly imageId: string;
  readonly scene: FrameScene;
  readonly header: ImageHeader | null;
  /** Null when the photo cannot be shipped. */
  readonly image: ChosenImage | null;
  readonly violations: readonly Violation[];
};

/**
 * Reads a photo as it would be shipped, under the id of its frame and with what a backend saw in it, and holds
 * it against the rules. `includedLabels`: of its scene.
 */
export async function lookAtPhoto(
  frame: Candidate["frame"],
  backend: Backend,
  includedLabels: readonly string[],
): Promise<Photo> {
  const imageId = frame.id;
  const file = sourceFileName(imageId);
  const scene = frameSceneOf(frame, backend, includedLabels);
  const size = frame.imageHash ? await blobSize(frame.imageHash) : null;
  const header =
    frame.imageHash && size !== null ? await readImageHeader(blobPath(frame.imageHash)) : null;
  const violations = [
    ...checkImageId(file, imageId),
    ...checkImage(file, header, scene.intrinsics),
  ];
  const image =
    frame.imageHash && size !== null && header
      ? {
          imageId,
          sceneId: frame.sceneId,
          frameKey: frame.key,
          sha256: frame.imageHash,
          intrinsics: scene.intrinsics,
          stream: FrameStream.parse(frame.stream),
          split: frame.split ?? undefined,
          cameraFromWorld: scene.cameraFromWorld,
          size,
        }
      : null;
  return { imageId, scene, header, image, violations };
}
