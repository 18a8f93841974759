import type { ReleasedErratum } from "#core/release/edition.ts";
import type { LeftOutSample } from "#core/release/manifest.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import type { PhotoChoice } from "./choose-by-photo.ts";
import { chooseByPhoto } from "./choose-by-photo.ts";
import { collect } from "./collect.ts";
import { addRedetections, noRedetections } from "./count-redetections.ts";
import type { Erratum } from "./get-release-errata.ts";
import type { ReleaseDetail } from "./get-release.ts";
import { samplesByPhoto } from "./release-index.ts";

/** What a version holds that takes the place of a frozen one, photo by photo, and what became of the errata. */
export type PatchedChoice = {
  readonly photos: AsyncIterable<PhotoChoice>;
  readonly errata: ReleasedErratum[];
};

/**
 * Chooses the samples of a frozen version as they are frozen, except those with an erratum. Of these, the ones
 * that a person has corrected since and accepted, and that pass every check and rule, come in as they are
 * now; the others are gone.
 */
export async function choosePatched(
  ctx: Context,
  release: ReleaseDetail,
  errata: readonly Erratum[],
): Promise<PatchedChoice> {
  const wrong = new Set(errata.map(({ sampleId }) => sampleId));
  const ids = await correctedSince(ctx, release, wrong);
  const fixed = await collect(chooseByPhoto(ctx, "accepted", ids));
  const corrected = new Set(
    fixed.flatMap(({ samples }) => samples.map(({ sampleId }) => sampleId)),
  );
  return {
    photos: patched(release, wrong, fixed),
    errata: errata.map(({ sampleId, imageId, queryId, reason }) => ({
      sampleId,
      imageId,
      queryId,
      reason,
      outcome: corrected.has(sampleId) ? "corrected" : "removed",
    })),
  };
}

/** The photos of a frozen version with what is left of their samples, and with the corrected ones among them. */
async function* patched(
  { name, summary }: ReleaseDetail,
  wrong: ReadonlySet<string>,
  fixed: readonly PhotoChoice[],
): AsyncGenerator<PhotoChoice> {
  yield leftOutAlone(await collect(summary.entries("leftOut")));
  const fixedOf = new Map(fixed.map((choice) => [choice.shown?.image.imageId, choice]));
  for await (const { image, photoBytes, scene, samples: frozen } of samplesByPhoto(summary)) {
    const again = fixedOf.get(image.imageId);
    if (again?.shown && again.shown.image.sha256 !== image.sha256)
      throw new AppError(
        "PRECONDITION",
        `${image.imageId}: the photo is another one than release ${name} froze, so its corrected samples cannot go into a patch`,
      );
    const kept = frozen.filter(({ sampleId }) => !wrong.has(sampleId));
    const samples = [...kept, ...(again?.samples ?? [])];
    const found = kept.filter(({ redetection }) => redetection).length;
    yield {
      shown: samples.length > 0 ? { image: { ...image, size: photoBytes }, scene } : null,
      samples: samples.toSorted((a, b) => Number(a.queryId) - Number(b.queryId)),
      leftOut: again?.leftOut ?? [],
      warnings: again?.warnings ?? [],
      redetections: addRedetections(again?.redetections ?? noRedetections, {
        found,
        notFound: 0,
        notLookedAt: kept.length - found,
      }),
    };
  }
  for (const { shown, leftOut } of fixed) if (!shown) yield leftOutAlone(leftOut);
}

function leftOutAlone(leftOut: readonly LeftOutSample[]): PhotoChoice {
  return { shown: null, samples: [], leftOut, warnings: [], redetections: noRedetections };
}

/** Of the wrong samples those whose current revision is not the frozen one. */
async function correctedSince(
  ctx: Context,
  { id }: ReleaseDetail,
  wrong: ReadonlySet<string>,
): Promise<string[]> {
  const items = await ctx.db.releaseItem.findMany({
    where: { releaseId: id, sampleId: { in: [...wrong] } },
  });
  const frozen = new Map(items.map(({ sampleId, revisionId }) => [sampleId, revisionId]));
  const rows = await ctx.db.sample.findMany({
    where: { id: { in: [...wrong] } },
    select: { id: true, currentRevisionId: true },
  });
  return rows.filter((row) => row.currentRevisionId !== frozen.get(row.id)).map((row) => row.id);
}
