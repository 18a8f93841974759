import type { OperationKind } from "#core/operation/operation.ts";

/** How many samples there are of every operation, scene and label; keys in order of first appearance. */
export type Composition = {
  readonly samples: number;
  readonly images: number;
  readonly operations: Readonly<Record<string, number>>;
  readonly scenes: Readonly<Record<string, number>>;
  readonly labels: Readonly<Record<string, number>>;
};

/** Counts samples by what they are made of. */
export function compositionOf(
  samples: readonly { imageId: string; sceneId: string; operation: OperationKind; label: string }[],
): Composition {
  return {
    samples: samples.length,
    images: new Set(samples.map(({ imageId }) => imageId)).size,
    operations: countBy(samples.map(({ operation }) => operation)),
    scenes: countBy(samples.map(({ sceneId }) => sceneId)),
    labels: countBy(samples.map(({ label }) => label)),
  };
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries(counts);
}
