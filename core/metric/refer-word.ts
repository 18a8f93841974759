import type { GsiBox } from "./gsi-box.ts";

/** How far a box is along each published referring word: the object with the largest value is meant. */
const extents = {
  "the leftest": ([x]: GsiBox) => -x,
  "the rightest": ([x]: GsiBox) => x,
  "the frontest": ([, , z]: GsiBox) => -z,
  "the backest": ([, , z]: GsiBox) => z,
  "the highest": ([, y]: GsiBox) => -y,
  "the lowest": ([, y]: GsiBox) => y,
  "the furthest": ([x, y, z]: GsiBox) => Math.sqrt(x * x + y * y + z * z),
  "the nearest": ([x, y, z]: GsiBox) => -Math.sqrt(x * x + y * y + z * z),
};

/** The published words that single out one of several objects with the same label. */
export type ReferWord = keyof typeof extents;

/** All referring words, in the published order. */
export const referWords = Object.keys(extents) as ReferWord[];

/**
 * The index of the box that a referring word denotes among boxes of the camera frame: extreme x, y or z
 * of the centre, or its distance from the camera. The first of equals wins. -1 when there is no box.
 *
 * Source: GSI-Bench 8f2641b, evaluation/utils/item_utils.py: find_refer.
 */
export function findReferred(boxes: readonly GsiBox[], word: ReferWord): number {
  const extentOf = extents[word];
  let best = boxes.length > 0 ? 0 : -1;
  for (let i = 1; i < boxes.length; i++) {
    if (extentOf(boxes[i]!) > extentOf(boxes[best]!)) best = i;
  }
  return best;
}
