import { Backend } from "#core/detection/backend.ts";
import type { LeftOutSample, ReleasedSample, ReleasedScene } from "#core/release/manifest.ts";
import type { PreflightCode } from "#core/release/preflight/preflight-code.ts";
import type { RedetectionCount } from "#core/release/redetection-count.ts";
import type { ReleaseSource } from "#core/release/release-name.ts";
import type { Violation } from "#core/release/violation.ts";
import type { Context } from "../context.ts";
import { countRedetections } from "./count-redetections.ts";
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
  /** Over all samples that were asked for. */
  readonly redetections: RedetectionCount;
};

/** Codes of findings that are waived, by sample id. */
export type WaivedCodes = ReadonlyMap<string, ReadonlySet<PreflightCode>>;

/**
 * Chooses what goes into a release from `source`: all samples, or those with the given ids. Every current
 * revision is checked again, by the plausibility checks and by the rules of the published layout; what breaks
 * one that is not waived, and what the latest re-detection did not find, is left out with the reasons.
 */
export async function chooseSamples(
  ctx: Context,
  source: ReleaseSource,
  ids?: readonly string[],
  waived: WaivedCodes = new Map(),
): Promise<Choice> {
  const scenes = new Map<string, ReleasedScene>();
  const images = new Map<string, ChosenImage>();
  const samples: ReleasedSample[] = [];
  const leftOut: LeftOutSample[] = [];
  const warnings: Violation[] = [];
  const asked = await findCandidates(ctx, source, ids);
  const views = Map.groupBy(asked, ({ frameId, backend }) => `${backend} ${frameId}`);
  for (const candidates of views.values()) {
    const { frameId, frame, backend } = candidates[0]!;
    const photo = await lookAtPhoto(ctx, frameId, frame, Backend.parse(backend));
    const before = samples.length;
    for (const candidate of candidates) {
      const judged = judgeCandidate(candidate, photo, waived.get(candidate.id));
      if ("leftOut" in judged) {
        leftOut.push(judged.leftOut);
      } else {
        samples.push(judged.sample);
        warnings.push(...judged.warnings);
      }
    }
    if (samples.length === before || !photo.image) continue;
    const { id, source: kind, inputsHash, pointsHash } = frame.scene;
    scenes.set(id, { id, source: kind, inputsHash, points: pointsHash ?? undefined });
    // Samples of several backends may show one photo.
    if (!images.has(frameId)) warnings.push(...photo.violations);
    images.set(frameId, photo.image);
  }
  return {
    source,
    scenes: [...scenes.values()].toSorted(byText(({ id }) => id)),
    images: [...images.values()].toSorted(byText(({ imageId }) => imageId)),
    samples: samples.toSorted(
      (a, b) =>
        byText<ReleasedSample>(({ imageId }) => imageId)(a, b) ||
        Number(a.queryId) - Number(b.queryId),
    ),
    leftOut,
    warnings,
    redetections: countRedetections(asked),
  };
}

function byText<T>(textOf: (one: T) => string) {
  return (a: T, b: T): number => {
    const [left, right] = [textOf(a), textOf(b)];
    return left < right ? -1 : Number(left > right);
  };
}
