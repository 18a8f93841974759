import type { ReleasedImage, ReleasedSample, ReleasedScene } from "#core/release/manifest.ts";
import type { PhotoInContext, SampleInContext } from "#core/release/release-index.ts";
import { AppError } from "../errors.ts";
import type { OpenManifest } from "./open-manifest.ts";

/** Every photo of a release with its scene and the size of its file, by image id. */
export async function* photosInContext(release: OpenManifest): AsyncGenerator<PhotoInContext> {
  const scenes = new Map(release.scenes.map((scene) => [scene.id, scene]));
  for await (const image of release.entries("images")) yield inContext(image, scenes);
}

function inContext(
  image: ReleasedImage,
  scenes: ReadonlyMap<string, ReleasedScene>,
): PhotoInContext {
  const scene = scenes.get(image.sceneId);
  if (!scene || image.size === undefined)
    throw new AppError("INVALID", `manifest: image ${image.imageId} has no scene or no file`);
  return { image, scene, photoBytes: image.size };
}

/** Every photo of a release with its samples by number. Both lists are sorted by image id and read side by side. */
export async function* samplesByPhoto(
  release: OpenManifest,
): AsyncGenerator<PhotoInContext & { readonly samples: readonly ReleasedSample[] }> {
  const samples = release.entries("samples")[Symbol.asyncIterator]();
  let next = await samples.next();
  for await (const photo of photosInContext(release)) {
    const own: ReleasedSample[] = [];
    while (!next.done && next.value.imageId === photo.image.imageId) {
      own.push(next.value);
      next = await samples.next();
    }
    yield { ...photo, samples: own };
  }
  if (!next.done)
    throw new AppError(
      "INVALID",
      `manifest: sample ${next.value.sampleId} shows ${next.value.imageId}, which is not listed there`,
    );
}

/** Every sample of a release with what it refers to, in the manifest's order: samples of one photo lie together. */
export async function* samplesInContext(release: OpenManifest): AsyncGenerator<SampleInContext> {
  for await (const { samples, ...photo } of samplesByPhoto(release))
    for (const sample of samples) yield { sample, ...photo };
}
