import type { Context } from "../context.ts";
import { findReleaseId } from "./find-release-id.ts";
import { bySample } from "./release-order.ts";

/** Something wrong with a sample of a frozen version. */
export type Erratum = {
  readonly sampleId: string;
  readonly imageId: string;
  readonly queryId: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
};

/** What was found wrong with a version after its freeze, and the version that takes its place. */
export type ReleaseErrata = {
  /** In the order of the samples. */
  readonly errata: readonly Erratum[];
  /** Name of the patch; null as long as there is none. */
  readonly supersededBy: string | null;
};

/** The errata of the release with this name. */
export async function getReleaseErrata(ctx: Context, name: string): Promise<ReleaseErrata> {
  const releaseId = await findReleaseId(ctx, name);
  const [errata, patch] = await Promise.all([
    ctx.db.releaseErratum.findMany({
      where: { releaseId },
      include: { actor: true, item: true },
    }),
    ctx.db.release.findFirst({ where: { supersedesId: releaseId } }),
  ]);
  return {
    errata: errata
      .map(({ sampleId, reason, actor, item, createdAt }) => ({
        sampleId,
        imageId: item.imageId,
        queryId: item.queryId,
        reason,
        by: actor.name,
        at: createdAt,
      }))
      .toSorted(bySample),
    supersededBy: patch?.name ?? null,
  };
}
