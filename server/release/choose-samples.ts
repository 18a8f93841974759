import type { LeftOutSample, ReleasedSample, ReleasedScene } from "#core/release/manifest.ts";
import type { ReleaseSource } from "#core/release/release-name.ts";
import type { Violation } from "#core/release/violation.ts";
import type { Context } from "../context.ts";
import { findCandidates } from "./find-candidates.ts";
import { judgeCandidate } from "./judge-candidate.ts";
import type { ChosenImage } from "./look-at-photo.ts";
import { lookAtPhoto } from "./look-at-photo.ts";

/** What a release would hold, what it would not and why, and what to know about it. */
export type Choice = {
  readonly source: ReleaseSource;
  readonly scenes: readonly ReleasedScene[];
  readonly images: readonly ChosenImage[];
  readonly samples: readonly ReleasedSample[];
  readonly leftOut: readonly LeftOutSample[];
  readonly warnings: readonly Violation[];
};

/**
 * Chooses what goes into a release. Every current revision is checked again, by the plausibility checks and
 * by the rules of the published layout; what breaks one is left out with the reasons.
 */
export async function chooseSamples(ctx: Context, source: ReleaseSource): Promise<Choice> {
  const scenes = new Map<string, ReleasedScene>();
  const images: ChosenImage[] = [];
  const samples: ReleasedSample[] = [];
  const leftOut: LeftOutSample[] = [];
  const warnings: Violation[] = [];
  const byFrame = Map.groupBy(await findCandidates(ctx, source), ({ frameId }) => frameId);
  for (const [frameId, candidates] of byFrame) {
    const photo = await lookAtPhoto(ctx, frameId, candidates[0]!.frame);
    const before = samples.length;
    for (const candidate of candidates) {
      const judged = judgeCandidate(candidate, photo);
      if ("leftOut" in judged) {
        leftOut.push(judged.leftOut);
      } else {
        samples.push(judged.sample);
        warnings.push(...judged.warnings);
      }
    }
    if (samples.length === before || !photo.image) continue;
    const { id, source: kind, inputsHash } = candidates[0]!.frame.scene;
    scenes.set(id, { id, source: kind, inputsHash });
    images.push(photo.image);
    warnings.push(...photo.violations);
  }
  return {
    source,
    scenes: [...scenes.values()].toSorted(byText(({ id }) => id)),
    images: images.toSorted(byText(({ imageId }) => imageId)),
    samples: samples.toSorted(
      (a, b) =>
        byText<ReleasedSample>(({ imageId }) => imageId)(a, b) ||
        Number(a.queryId) - Number(b.queryId),
    ),
    leftOut,
    warnings,
  };
}

function byText<T>(textOf: (one: T) => string) {
  return (a: T, b: T): number => {
    const [left, right] = [textOf(a), textOf(b)];
    return left < right ? -1 : Number(left > right);
  };
}
