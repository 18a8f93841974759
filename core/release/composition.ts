import type { ReleasedImage, ReleasedSample } from "./manifest.ts";

/** How many samples there are of every operation, scene and label; keys from the most frequent to the rarest. */
export type Composition = {
  readonly samples: number;
  readonly images: number;
  readonly operations: Readonly<Record<string, number>>;
  readonly scenes: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, number>>;
};

/** Counts the samples of a release, or of one in the making, by what they are made of. */
export function compositionOf(release: {
  readonly samples: readonly ReleasedSample[];
  readonly images: readonly ReleasedImage[];
}): Composition {
  const { samples, images } = release;
  const sceneOf = new Map(images.map(({ imageId, sceneId }) => [imageId, sceneId]));
  return {
    samples: samples.length,
    images: images.length,
    operations: countBy(samples.map(({ operation }) => operation.kind)),
    scenes: countBy(samples.map(({ imageId }) => sceneOf.get(imageId) ?? "")),
    labels: countBy(samples.map(({ label }) => label)),
  };
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const entries = [...counts].toSorted(
    ([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1),
  );
  return Object.fromEntries(entries);
}
