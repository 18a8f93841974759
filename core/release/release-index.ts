import { sourcePath } from "./dataset-names.ts";
import type { Manifest, ReleasedImage, ReleasedSample, ReleasedScene } from "./manifest.ts";

/** A sample with its photo, the photo's scene and the size of the photo's file in bytes. */
export type SampleInContext = {
  readonly sample: ReleasedSample;
  readonly image: ReleasedImage;
  readonly scene: ReleasedScene;
  readonly photoBytes: number;
};

/** Every sample of a manifest with what it refers to, in the manifest's order: samples of one photo lie together. */
export function samplesInContext(manifest: Manifest): SampleInContext[] {
  const images = new Map(imagesInContext(manifest).map((one) => [one.image.imageId, one]));
  return manifest.samples.map((sample) => {
    const found = images.get(sample.imageId);
    if (!found)
      throw new Error(
        `manifest: sample ${sample.sampleId} shows ${sample.imageId}, which is not listed`,
      );
    return { sample, ...found };
  });
}

/** Every photo of a manifest with its scene and the size of its file. */
export function imagesInContext(manifest: Manifest): Omit<SampleInContext, "sample">[] {
  const scenes = new Map(manifest.scenes.map((scene) => [scene.id, scene]));
  const sizes = new Map(manifest.files.map(({ path, size }) => [path, size]));
  return manifest.images.map((image) => {
    const scene = scenes.get(image.sceneId);
    const photoBytes = sizes.get(sourcePath(image.imageId));
    if (!scene || photoBytes === undefined)
      throw new Error(`manifest: image ${image.imageId} has no scene or no file`);
    return { image, scene, photoBytes };
  });
}
