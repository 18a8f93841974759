import { median, robustDeviation } from "#core/median.ts";
import type { SelectFramesOptions } from "./select-frames-options.ts";

/** Scores closer than this say nothing about sharpness: coding a photo as JPEG again moves its score by up to 0.007. */
const spreadMin = 0.01;

/**
 * The least sharpness score that counts as sharp, given the scores measured with one camera in one scene.
 * `published`: `sharpnessMin`, whatever the scores. `relative`: median - `relativeLimit` * max(1.4826 * MAD,
 * 0.01), MAD being the median of |score - median|: the score depends on what a room looks like (bare walls
 * score low, foliage high), and blur is what falls out of the room's own range. Median and MAD do not move
 * with a minority of blurred photos, however blurred; where more than half are blurred, the limit is one of
 * theirs. With a floor for the spread, photos that are all alike are all kept. Adding the same to all scores
 * adds it to the limit; order and repetition of the whole list do not matter. May lie outside 0 to 1.
 * Without scores 0.
 */
export function sharpnessLimit(
  scores: readonly number[],
  { sharpnessRule, sharpnessMin, relativeLimit }: SelectFramesOptions,
): number {
  if (sharpnessRule === "published") return sharpnessMin;
  const middle = median(scores);
  if (middle === null) return 0;
  return middle - relativeLimit * Math.max(robustDeviation(scores), spreadMin);
}
