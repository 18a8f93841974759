import type { ReleasedErratum } from "#core/release/edition.ts";
import { sourcePath } from "#core/release/dataset-names.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { Choice } from "./choose-samples.ts";
import { chooseSamples } from "./choose-samples.ts";
import type { Erratum } from "./get-release-errata.ts";
import type { ReleaseDetail } from "./get-release.ts";
import type { ChosenImage } from "./look-at-photo.ts";
import { bySample, byText } from "./release-order.ts";

/**
 * What a version holds that takes the place of a frozen one: its samples as they are frozen, except those
 * with an erratum. Of these, the ones that a person has corrected since and accepted, and that pass every
 * check and rule, come in as they are now; the others are gone.
 */
export async function choosePatched(
  ctx: Context,
  { name, manifest }: ReleaseDetail,
  errata: readonly Erratum[],
): Promise<{ choice: Choice; errata: ReleasedErratum[] }> {
  const wrong = new Set(errata.map(({ sampleId }) => sampleId));
  const kept = manifest.samples.filter(({ sampleId }) => !wrong.has(sampleId));
  const fixed = await chooseSamples(ctx, "accepted", await correctedSince(ctx, manifest, wrong));
  const shown = new Set(kept.map(({ imageId }) => imageId));
  const sizes = new Map(manifest.files.map(({ path, size }) => [path, size]));
  const images = manifest.images
    .filter(({ imageId }) => shown.has(imageId))
    .map((image): ChosenImage => ({ ...image, size: sizes.get(sourcePath(image.imageId)) ?? 0 }));
  for (const image of fixed.images) {
    const frozen = images.find(({ imageId }) => imageId === image.imageId);
    if (!frozen) images.push(image);
    else if (frozen.sha256 !== image.sha256)
      throw new AppError(
        "PRECONDITION",
        `${image.imageId}: the photo is another one than release ${name} froze, so its corrected samples cannot go into a patch`,
      );
  }
  const used = new Set(images.map(({ sceneId }) => sceneId));
  const scenes = new Map(
    [...fixed.scenes, ...manifest.scenes].map((scene) => [scene.id, scene] as const),
  );
  const samples = [...kept, ...fixed.samples].toSorted(bySample);
  const found = samples.filter(({ redetection }) => redetection).length;
  const corrected = new Set(fixed.samples.map(({ sampleId }) => sampleId));
  return {
    choice: {
      source: manifest.source,
      scenes: [...scenes.values()]
        .filter(({ id }) => used.has(id))
        .toSorted(byText(({ id }) => id)),
      images: images.toSorted(byText(({ imageId }) => imageId)),
      samples,
      leftOut: [...manifest.leftOut, ...fixed.leftOut],
      warnings: fixed.warnings,
      redetections: { found, notFound: 0, notLookedAt: samples.length - found },
    },
    errata: errata.map(({ sampleId, imageId, queryId, reason }) => ({
      sampleId,
      imageId,
      queryId,
      reason,
      outcome: corrected.has(sampleId) ? "corrected" : "removed",
    })),
  };
}

/** Of the wrong samples those whose current revision is not the frozen one. */
async function correctedSince(
  ctx: Context,
  { samples }: ReleaseDetail["manifest"],
  wrong: ReadonlySet<string>,
): Promise<string[]> {
  const rows = await ctx.db.sample.findMany({
    where: { id: { in: [...wrong] } },
    select: { id: true, currentRevisionId: true },
  });
  const frozen = new Map(samples.map(({ sampleId, revision }) => [sampleId, revision.id]));
  return rows
    .filter(({ id, currentRevisionId }) => currentRevisionId !== frozen.get(id))
    .map(({ id }) => id);
}
