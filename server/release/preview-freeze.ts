import type { Composition } from "#core/release/composition.ts";
import { countComposition } from "#core/release/composition.ts";
import type { LeftOutSample } from "#core/release/manifest.ts";
import type { RedetectionCount } from "#core/release/redetection-count.ts";
import type { ReleaseSource } from "#core/release/release-name.ts";
import type { Context } from "../context.ts";
import type { WaivedCodes } from "./choose-by-photo.ts";
import { chooseByPhoto } from "./choose-by-photo.ts";
import { addRedetections, noRedetections } from "./count-redetections.ts";
import type { WarningCount } from "./count-warnings.ts";
import { WarningCounter } from "./count-warnings.ts";

/** What a release made now would be. */
export type FreezePreview = {
  readonly source: ReleaseSource;
  readonly composition: Composition;
  readonly leftOut: readonly LeftOutSample[];
  readonly warnings: readonly WarningCount[];
  readonly redetections: RedetectionCount;
};

/** Looks what a freeze of all samples from a source, or of those with the given ids, would take and refuse. Writes nothing. */
export async function previewFreeze(
  ctx: Context,
  { source, ids, waived }: { source: ReleaseSource; ids?: readonly string[]; waived?: WaivedCodes },
): Promise<FreezePreview> {
  const count = countComposition();
  const leftOut: LeftOutSample[] = [];
  const warnings = new WarningCounter();
  let redetections = noRedetections;
  for await (const photo of chooseByPhoto(ctx, source, ids, waived)) {
    if (photo.shown) count.addImage();
    for (const sample of photo.samples) count.addSample(sample, photo.shown?.scene.id ?? "");
    leftOut.push(...photo.leftOut);
    warnings.add(photo.warnings);
    redetections = addRedetections(redetections, photo.redetections);
  }
  return {
    source,
    composition: count.composition(),
    leftOut,
    warnings: warnings.counts(),
    redetections,
  };
}
