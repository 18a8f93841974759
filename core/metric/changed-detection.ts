import type { ImageRect } from "#core/geometry/projection.ts";
import type { GsiBox } from "./gsi-box.ts";
import { centerDistance } from "./gsi-box.ts";
import type { DetectionPair, GsiDetection } from "./gsi-edit.ts";
import { sameNumbers, sameRectThreshold } from "./same-numbers.ts";

const minMovedShare = 0.2;

/** Added to divisors and under logarithms by every published score. */
export const epsilon = 1e-5;

/** What the edit should have done to the target, and how different a box must be to count as changed. */
export type ExpectedChange = {
  /** The target's detected rectangle on the source picture, 896-frame pixels. */
  readonly from: ImageRect;
  /** The target's rectangle after a perfect edit, 896-frame pixels. */
  readonly to: ImageRect;
  /** The target's box after a perfect edit; only its centre counts here. */
  readonly box: GsiBox;
  /** Threshold of "the same box" (squared, over seven numbers). */
  readonly sameBoxThreshold: number;
};

/** The detection taken for the edited target, and how far its centre is from the expected one, in metres. */
export type ChangedDetection = {
  readonly detection: GsiDetection;
  readonly distanceMeters: number;
};

/**
 * The detection on the edited picture that is taken for the edited target: among those that equal no
 * detection of the source picture (neither by box nor by rectangle, closer than 10 px) and whose
 * rectangle moved by more than a fifth of the expected way, the one nearest to the expected centre.
 * Null when there is none.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval.py: eval_move, eval_rotate, eval_resize.
 */
export function findChanged(
  { before, after }: DetectionPair,
  expected: ExpectedChange,
): ChangedDetection | null {
  const expectedWay = rectDistance(expected.to, expected.from) + epsilon;
  let best: ChangedDetection | null = null;
  for (const detection of after) {
    const distanceMeters = centerDistance(detection.bbox_3d, expected.box);
    if (!(distanceMeters < (best?.distanceMeters ?? Number.POSITIVE_INFINITY))) continue;
    if (!(rectDistance(detection.bbox_2d, expected.from) / expectedWay > minMovedShare)) continue;
    if (before.some((one) => isUnchanged(detection, one, expected.sameBoxThreshold))) continue;
    best = { detection, distanceMeters };
  }
  return best;
}

function isUnchanged(now: GsiDetection, then: GsiDetection, sameBoxThreshold: number): boolean {
  return (
    sameNumbers(now.bbox_3d, then.bbox_3d, sameBoxThreshold) ||
    sameNumbers(now.bbox_2d, then.bbox_2d, sameRectThreshold)
  );
}

function rectDistance(a: ImageRect, b: ImageRect): number {
  return Math.sqrt(
    (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2 + (a[3] - b[3]) ** 2,
  );
}
