import { counted } from "#core/counted.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import type { FrameStream } from "./frame-image.ts";
import type { FrameCandidate } from "./frames-to-try.ts";
import { framesToTry } from "./frames-to-try.ts";
import { poseDistance } from "./pose-distance.ts";
import type { SelectFramesOptions } from "./select-frames-options.ts";
import type { FrameMeasure, MeasuredFrame, SelectionDetail, SelectionReason } from "./selection.ts";
import { sharpnessLimit } from "./sharpness-limit.ts";

/** A photo of the scene with its camera. */
export type SelectableFrame = FrameCandidate & {
  readonly id: string;
  readonly cameraFromWorld: CameraFromWorld;
};

/** What a selection decided. */
export type Selection = {
  /** By frame id, every frame that was decided on: those tried and measured, and those that the scan excludes. */
  readonly outcomes: ReadonlyMap<
    string,
    { readonly kept: boolean; readonly detail: SelectionDetail }
  >;
  /** The least sharpness score asked of each camera's photos. */
  readonly sharpnessLimits: Readonly<Record<FrameStream, number>>;
  readonly groupCount: number;
  /** Frames that would be tried but were never measured, by group; nothing is decided on them. */
  readonly unmeasured: readonly { readonly group: number; readonly frameIds: readonly string[] }[];
};

/**
 * Decides which photos of a scene are kept, from what was measured of them. Of each group of consecutive
 * frames at most one is kept (see {@link framesToTry}): the first tried one, or the one that adds most
 * objects, among those against which nothing speaks. A photo is a near duplicate when it is nearer to a
 * kept one of an earlier group than both duplicate limits; loose photos, whose poses may be assumed, never are. Groups are decided in walking order, so the
 * result does not depend on the order in which photos were measured.
 */
export function selectFrames(
  frames: readonly SelectableFrame[],
  sceneId: string,
  seed: number,
  measuredOf: (frameId: string) => MeasuredFrame | null,
  options: SelectFramesOptions,
): Selection {
  const groups = framesToTry(frames, sceneId, seed, options);
  const scoresOf = (stream: FrameStream) =>
    groups.flatMap(({ tries }) =>
      tries.flatMap((frame) => {
        const measured = frame.stream === stream ? measuredOf(frame.id) : null;
        return measured && "sharpness" in measured ? [measured.sharpness] : [];
      }),
    );
  const sharpnessLimits = {
    iphone: sharpnessLimit(scoresOf("iphone"), options),
    dslr: sharpnessLimit(scoresOf("dslr"), options),
    photos: sharpnessLimit(scoresOf("photos"), options),
  };
  const outcomes = new Map<string, { kept: boolean; detail: SelectionDetail }>();
  const unmeasured: { group: number; frameIds: string[] }[] = [];
  const kept: SelectableFrame[] = [];
  const shown = new Set<string>();

  groups.forEach(({ tries, excluded }, group) => {
    for (const { id, exclusion } of excluded)
      outcomes.set(id, {
        kept: false,
        detail: {
          group,
          attempt: null,
          measured: null,
          reasons: [{ kind: "excluded", text: `the scan excludes it: ${exclusion}` }],
        },
      });
    const judged = tries.flatMap((frame, index) => {
      const measured = measuredOf(frame.id);
      if (!measured) return [];
      const duplicated = duplicateOf(frame, kept, options);
      const against = [
        ...reasonsAgainst(measured, sharpnessLimits[frame.stream], options),
        ...(duplicated ? [duplicated] : []),
      ];
      return [{ frame, attempt: index + 1, measured, against }];
    });
    const missing = tries.filter(({ id }) => measuredOf(id) === null).map(({ id }) => id);
    if (missing.length > 0) unmeasured.push({ group, frameIds: missing });

    const good = judged.flatMap(({ frame, measured, against }) =>
      against.length === 0 && "sharpness" in measured ? [{ frame, measured }] : [],
    );
    const chosen = options.prefer === "coverage" ? mostAdded(good, shown) : good[0];
    for (const { frame, attempt, measured, against } of judged) {
      const isKept = frame === chosen?.frame;
      const reasons = isKept ? [reasonFor(chosen.measured)] : against;
      if (reasons.length === 0)
        reasons.push({
          kind: "group-served",
          text: `good as well: of its group photo ${chosen!.frame.number} is kept`,
        });
      outcomes.set(frame.id, { kept: isKept, detail: { group, attempt, measured, reasons } });
    }
    if (chosen) {
      kept.push(chosen.frame);
      for (const key of chosen.measured.shownKeys) shown.add(key);
    }
  });
  return { outcomes, sharpnessLimits, groupCount: groups.length, unmeasured };
}

/** Everything that speaks against a photo by itself, with figures. */
function reasonsAgainst(
  measured: MeasuredFrame,
  sharpnessMin: number,
  options: SelectFramesOptions,
): SelectionReason[] {
  if ("unreadable" in measured) return [{ kind: "unreadable", text: measured.unreadable }];
  const { sharpness, shownKeys, maskedShare } = measured;
  const against: SelectionReason[] = [];
  if (sharpness < sharpnessMin)
    against.push({
      kind: "blurred",
      text: `sharpness ${score(sharpness)} is under ${limitText(sharpnessMin, options)}`,
    });
  if (shownKeys.length < options.objectsMin)
    against.push({
      kind: "few-objects",
      text: `shows ${counted(shownKeys.length, "movable object")} well, at least ${options.objectsMin} wanted`,
    });
  if (maskedShare > options.maskedShareMax)
    against.push({
      kind: "anonymised",
      text: `${percent(maskedShare)} is anonymised, at most ${percent(options.maskedShareMax)} allowed`,
    });
  return against;
}

function reasonFor({ sharpness, shownKeys }: FrameMeasure): SelectionReason {
  return {
    kind: "kept",
    text: `sharpness ${score(sharpness)}, shows ${counted(shownKeys.length, "movable object")} well`,
  };
}

/** The nearest of the kept frames that shows the same, as a reason; null when none does. */
function duplicateOf(
  { cameraFromWorld, stream }: SelectableFrame,
  kept: readonly SelectableFrame[],
  { duplicateDistanceMeters, duplicateAngleDegrees }: SelectFramesOptions,
): SelectionReason | null {
  if (stream === "photos") return null;
  let nearest: { name: string; meters: number; degrees: number } | null = null;
  for (const other of kept) {
    const { meters, degrees } = poseDistance(cameraFromWorld, other.cameraFromWorld);
    if (meters >= duplicateDistanceMeters || degrees >= duplicateAngleDegrees) continue;
    if (nearest && nearest.meters <= meters) continue;
    // Cameras count their photos each for itself.
    const name = other.stream === stream ? `${other.number}` : `${other.number} (${other.stream})`;
    nearest = { name, meters, degrees };
  }
  return (
    nearest && {
      kind: "near-duplicate",
      text: `${nearest.meters.toFixed(2)} m and ${nearest.degrees.toFixed(1)}° from photo ${nearest.name}, which is kept`,
    }
  );
}

/** The one that shows most objects not shown before; the first of equals. */
function mostAdded<Good extends { readonly measured: FrameMeasure }>(
  good: readonly Good[],
  shown: ReadonlySet<string>,
): Good | undefined {
  const added = good.map(
    ({ measured }) => measured.shownKeys.filter((key) => !shown.has(key)).length,
  );
  return good[added.indexOf(Math.max(...added))];
}

/** Rounded down, so that a score just under the threshold does not read as the threshold itself. */
function score(value: number): string {
  return (Math.floor(value * 1000) / 1000).toFixed(3);
}

function limitText(limit: number, { sharpnessRule, relativeLimit }: SelectFramesOptions): string {
  return sharpnessRule === "published"
    ? limit.toFixed(2)
    : `${limit.toFixed(3)}, ${relativeLimit} deviations below this camera's median`;
}

function percent(share: number): string {
  return `${Math.round(1000 * share) / 10} %`;
}
