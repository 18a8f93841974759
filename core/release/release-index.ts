import type { ReleasedImage, ReleasedSample, ReleasedScene } from "./manifest.ts";

/** A photo with its scene and the size of its file in bytes. */
export type PhotoInContext = {
  readonly image: ReleasedImage;
  readonly scene: ReleasedScene;
  readonly photoBytes: number;
};

/** A sample with its photo. */
export type SampleInContext = PhotoInContext & { readonly sample: ReleasedSample };
