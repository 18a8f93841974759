import * as z from "zod";
import type { GsiBox } from "#core/metric/gsi-box.ts";
import { sameBoxThreshold, sameNumbers, squaredDistance } from "#core/metric/same-numbers.ts";
import type { Detection } from "./detection.ts";
import { Removal } from "./removal.ts";

/** When a box counts as found again. Both are squared distances over the seven numbers of a published box, metres and radians together. */
export type RedetectionLimits = {
  /** The published threshold of "the same box". */
  readonly distanceMax: number;
  /** How far under the threshold a match must stay: the next run of a detector gives slightly other numbers. */
  readonly margin: number;
};

/** The published threshold, and a tenth of it in reserve. */
export const redetectionLimits: RedetectionLimits = { distanceMax: sameBoxThreshold, margin: 0.01 };

/** Whether a detector that was asked with a sample's label finds the sample's source box again. */
export type RedetectionJudgement = {
  readonly found: boolean;
  /** How many detections the published evaluator takes for the source box. */
  readonly matches: number;
  /** Squared distance of the nearest detection; null where there is none. */
  readonly distance: number | null;
  /** What is left to the threshold: negative beyond it; null where there is no detection. */
  readonly margin: number | null;
  /** For people: what was found, with the figure and its limit. */
  readonly message: string;
};

const Box = z.tuple([
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
]);

/** What a detector was asked about a revision and what it answered. */
export const RedetectionDetail = z.object({
  /** The label that it was asked for: the revision's. */
  label: z.string(),
  message: z.string(),
  /** Its boxes of that label as the published evaluator compares them, by the key of the prompt. */
  boxes: z.array(z.object({ promptKey: z.string(), box: Box.readonly() })),
  /** Prompts of that label that ended without a box, and why. */
  removed: z.array(Removal),
  /** What could not be looked for or used, a sentence each. */
  problems: z.array(z.string()),
});
export type RedetectionDetail = z.infer<typeof RedetectionDetail>;

/**
 * The seven numbers of a detection as the published evaluator compares them: its yaw is that of the
 * detector's angle head, which may differ from the heading of its rotation.
 */
export function detectedGsiBox({ box, yawRadians }: Detection): GsiBox {
  const [x, y, depth] = box.center;
  return [x, y, depth, ...box.size, yawRadians];
}

/**
 * Judges whether the published evaluator would find a sample's target on the source picture; if it does
 * not, no edit of that sample scores. Found means that exactly one detection is the same box as
 * `sourceBox` by the published test, and clearly so. (The evaluator takes the first of several, which says
 * too little about which object is meant.) `detections` are those of the sample's label.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval_utils.py: get_origin_bbox_2d.
 */
export function judgeRedetection(
  sourceBox: GsiBox,
  detections: readonly GsiBox[],
  { distanceMax, margin: marginMin }: RedetectionLimits = redetectionLimits,
): RedetectionJudgement {
  const matches = detections.filter((one) => sameNumbers(one, sourceBox, distanceMax)).length;
  const nearest = nearestTo(sourceBox, detections);
  if (!nearest) {
    const message = "the detector finds nothing of this label";
    return { found: false, matches, distance: null, margin: null, message };
  }
  const { box, distance } = nearest;
  const margin = distanceMax - distance;
  const judged = { matches, distance, margin };
  const off = `off by ${distance.toFixed(4)} (squared, limit ${distanceMax})`;
  if (matches === 0) {
    const message = `no box is the same: the nearest of ${detections.length} is ${off}, most of it in ${largestPart(box, sourceBox)}`;
    return { ...judged, found: false, message };
  }
  if (matches > 1) {
    const message = `${matches} of ${detections.length} boxes are the same: which of them is meant is open`;
    return { ...judged, found: false, message };
  }
  if (!(margin >= marginMin)) {
    const message = `found again, but too close to the limit: ${off}, must stay ${marginMin} under it`;
    return { ...judged, found: false, message };
  }
  return { ...judged, found: true, message: `found again, ${off}` };
}

function nearestTo(sourceBox: GsiBox, detections: readonly GsiBox[]) {
  let nearest: { box: GsiBox; distance: number } | null = null;
  for (const box of detections) {
    const distance = squaredDistance(box, sourceBox);
    if (distance < (nearest?.distance ?? Number.POSITIVE_INFINITY)) nearest = { box, distance };
  }
  return nearest;
}

/** Which kind of number contributes most to the distance of two boxes. */
function largestPart(a: GsiBox, b: GsiBox): string {
  const parts = [
    { name: "its place", distance: squaredDistance(a.slice(0, 3), b.slice(0, 3)) },
    { name: "its size", distance: squaredDistance(a.slice(3, 6), b.slice(3, 6)) },
    { name: "its yaw", distance: squaredDistance(a.slice(6), b.slice(6)) },
  ];
  return parts.reduce((most, part) => (part.distance > most.distance ? part : most)).name;
}
