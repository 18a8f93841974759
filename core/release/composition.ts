import * as z from "zod";
import type { ReleasedImage, ReleasedSample } from "./manifest.ts";

const Counts = z.record(z.string(), z.number().int().min(1)).transform(byFrequency);

/** How many samples there are of every operation, scene and label; keys from the most frequent to the rarest. */
export const Composition = z.object({
  samples: z.number().int().min(0),
  images: z.number().int().min(0),
  operations: Counts,
  scenes: Counts,
  labels: Counts,
});
export type Composition = Readonly<z.infer<typeof Composition>>;

/** A composition that is counted sample by sample. */
export type CompositionCount = {
  addSample(sample: ReleasedSample, sceneId: string): void;
  addImage(): void;
  composition(): Composition;
};

/** Counts the samples of a release as they come, by what they are made of. */
export function countComposition(): CompositionCount {
  let [samples, images] = [0, 0];
  const [operations, scenes, labels] = [new Tally(), new Tally(), new Tally()];
  return {
    addSample({ operation, label }, sceneId) {
      samples++;
      operations.add(operation.kind);
      scenes.add(sceneId);
      labels.add(label);
    },
    addImage: () => images++,
    composition: () => ({
      samples,
      images,
      operations: operations.counts(),
      scenes: scenes.counts(),
      labels: labels.counts(),
    }),
  };
}

/** Counts the samples of a release, or of one in the making, that is in memory. */
export function compositionOf(release: {
  readonly samples: readonly ReleasedSample[];
  readonly images: readonly ReleasedImage[];
}): Composition {
  const sceneOf = new Map(release.images.map(({ imageId, sceneId }) => [imageId, sceneId]));
  const count = countComposition();
  for (const sample of release.samples) count.addSample(sample, sceneOf.get(sample.imageId) ?? "");
  for (const _image of release.images) count.addImage();
  return count.composition();
}

class Tally {
  readonly #counts = new Map<string, number>();

  add(value: string): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
  }

  counts(): Record<string, number> {
    return byFrequency(Object.fromEntries(this.#counts));
  }
}

function byFrequency(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counts).toSorted(
      ([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1),
    ),
  );
}
