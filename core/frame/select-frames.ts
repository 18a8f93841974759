import { seededRandom } from "#core/random.ts";
import type { SelectFramesOptions } from "./select-frames-options.ts";

/** A photo that may be chosen: its key and its number in the walk. */
export type FrameCandidate = { readonly key: string; readonly number: number };

/** What was measured of a tried photo, or why nothing could be. */
export type MeasuredFrame =
  | { readonly sharpness: number; readonly objectCount: number }
  | { readonly unreadable: string };

/**
 * The frames to try, group by group: the walk in order of frame number is cut into groups of `every`
 * consecutive frames, and each group offers at most `triesPerGroup` of its frames in a random order that
 * depends on the seed, the scene and the group's index only. Frames of a group are tried in this order
 * until one is kept; the rest stay untried.
 */
export function framesToTry<Frame extends FrameCandidate>(
  frames: readonly Frame[],
  sceneId: string,
  seed: number,
  options: SelectFramesOptions,
): Frame[][] {
  const walk = frames.toSorted((a, b) => a.number - b.number || (a.key < b.key ? -1 : 1));
  const groups = Array.from({ length: Math.ceil(walk.length / options.every) }, (_, index) =>
    walk.slice(index * options.every, (index + 1) * options.every),
  );
  return groups.map((group, index) =>
    seededRandom(seed, "select-frames", sceneId, String(index))
      .shuffle(group)
      .slice(0, options.triesPerGroup),
  );
}

/** Whether a measured photo is kept, and the reasons with their figures (all that speak against it, or why it is good). */
export function judgeFrame(
  measured: MeasuredFrame,
  options: SelectFramesOptions,
): { readonly kept: boolean; readonly reasons: readonly string[] } {
  if ("unreadable" in measured) return { kept: false, reasons: [measured.unreadable] };
  const { sharpness, objectCount } = measured;
  const against: string[] = [];
  if (sharpness < options.sharpnessMin)
    against.push(`sharpness ${rounded(sharpness)} is under ${options.sharpnessMin.toFixed(2)}`);
  if (objectCount < options.objectsMin)
    against.push(
      `shows ${movableObjects(objectCount)} well, at least ${options.objectsMin} wanted`,
    );
  if (against.length > 0) return { kept: false, reasons: against };
  return {
    kept: true,
    reasons: [`sharpness ${rounded(sharpness)}, shows ${movableObjects(objectCount)} well`],
  };
}

/** Rounded down, so that a score just under the threshold does not read as the threshold itself. */
function rounded(score: number): string {
  return (Math.floor(score * 1000) / 1000).toFixed(3);
}

function movableObjects(count: number): string {
  return `${count} movable object${count === 1 ? "" : "s"}`;
}
