import { Backend } from "#core/detection/backend.ts";
import type { LeftOutSample, ReleasedSample, ReleasedScene } from "#core/release/manifest.ts";
import type { PreflightCode } from "#core/release/preflight/preflight-code.ts";
import type { RedetectionCount } from "#core/release/redetection-count.ts";
import type { ReleaseSource } from "#core/release/release-name.ts";
import type { Violation } from "#core/release/violation.ts";
import type { Context } from "../context.ts";
import { getLastSelection } from "../frame/get-last-selection.ts";
import { countRedetections } from "./count-redetections.ts";
import type { Candidate } from "./find-candidates.ts";
import { findAskedPhotos, findCandidates } from "./find-candidates.ts";
import { judgeCandidate } from "./judge-candidate.ts";
import type { ChosenImage } from "./look-at-photo.ts";
import { lookAtPhoto } from "./look-at-photo.ts";

/** Photos that are read from the database together. */
const photosAtOnce = 8;

/** What a release would hold of one photo, what it would not and why, and what to know about it. */
export type PhotoChoice = {
  /** Null when none of its samples goes in. */
  readonly shown: { readonly image: ChosenImage; readonly scene: ReleasedScene } | null;
  /** By number. */
  readonly samples: readonly ReleasedSample[];
  readonly leftOut: readonly LeftOutSample[];
  readonly warnings: readonly Violation[];
  /** Over all samples that were asked for. */
  readonly redetections: RedetectionCount;
};

/** Codes of findings that are waived, by sample id. */
export type WaivedCodes = ReadonlyMap<string, ReadonlySet<PreflightCode>>;

/**
 * Chooses what goes into a release from `source`, photo by photo in the order of their ids: all samples, or
 * those with the given ids. Every current revision is checked again, by the plausibility checks and by the
 * rules of the published layout; what breaks one that is not waived, and what the latest re-detection did not find, is left out
 * with the reasons.
 */
export async function* chooseByPhoto(
  ctx: Context,
  source: ReleaseSource,
  ids?: readonly string[],
  waived: WaivedCodes = new Map(),
): AsyncGenerator<PhotoChoice> {
  const photos = await findAskedPhotos(ctx, source, ids);
  const isAsked = ids && new Set(ids);
  const labels = new Map<string, readonly string[]>();
  const labelsOf = async (sceneId: string) => {
    const known = labels.get(sceneId) ?? (await getLastSelection(ctx, sceneId)).includedLabels;
    labels.set(sceneId, known);
    return known;
  };
  for (let from = 0; from < photos.length; from += photosAtOnce) {
    const together = photos.slice(from, from + photosAtOnce);
    const found = await findCandidates(ctx, source, together);
    const byPhoto = Map.groupBy(found, ({ frameId }) => frameId);
    for (const photo of together) {
      const asked = (byPhoto.get(photo) ?? []).filter(({ id }) => !isAsked || isAsked.has(id));
      if (asked.length > 0) yield await chooseOfPhoto(asked, waived, labelsOf);
    }
  }
}

async function chooseOfPhoto(
  asked: readonly Candidate[],
  waived: WaivedCodes,
  labelsOf: (sceneId: string) => Promise<readonly string[]>,
): Promise<PhotoChoice> {
  let shown: PhotoChoice["shown"] = null;
  const samples: ReleasedSample[] = [];
  const leftOut: LeftOutSample[] = [];
  const warnings: Violation[] = [];
  // Samples of several backends may show one photo.
  for (const [backend, candidates] of Map.groupBy(asked, (one) => one.backend)) {
    const { frame } = candidates[0]!;
    const included = await labelsOf(frame.sceneId);
    const photo = await lookAtPhoto(frame, Backend.parse(backend), included);
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
    if (!shown) warnings.push(...photo.violations);
    const { id, source, inputsHash, pointsHash } = frame.scene;
    const scene = { id, source, inputsHash, points: pointsHash ?? undefined };
    shown = { image: photo.image, scene };
  }
  return {
    shown,
    samples: samples.toSorted((a, b) => Number(a.queryId) - Number(b.queryId)),
    leftOut,
    warnings,
    redetections: countRedetections(asked),
  };
}
