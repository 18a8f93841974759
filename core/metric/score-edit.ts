import type { Locality } from "./edit-gate.ts";
import type { DetectionPair, EditScore, GsiEdit, NewBoxEdit, NewRotationEdit } from "./gsi-edit.ts";
import { noScore } from "./gsi-edit.ts";
import { scoreMove } from "./score-move.ts";
import { scoreRemove } from "./score-remove.ts";
import { scoreRotate } from "./score-rotate.ts";
import { scoreScale } from "./score-scale.ts";

/** An edit that is scored by detections, with the operation its instruction names. */
export type DetectedEdit =
  | { readonly operation: "move" | "scale"; readonly edit: NewBoxEdit }
  | { readonly operation: "rotate"; readonly edit: NewRotationEdit }
  | { readonly operation: "remove"; readonly edit: GsiEdit };

/** Verdicts on the picture as a whole: was the rest left alone, and was it taken from the same viewpoint. */
export type EditGates = { readonly locality: boolean; readonly viewpoint: boolean };

/**
 * What an edited picture earns by its detections: nothing when the locality gate fails or, for rotate
 * only, the viewpoint gate; else what the operation's scorer says.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval.py: main.
 */
export function scoreEdit(
  detected: DetectedEdit,
  detections: DetectionPair,
  gates: EditGates,
): EditScore {
  if (!gates.locality) return noScore;
  switch (detected.operation) {
    case "move":
      return scoreMove(detected.edit, detections);
    case "scale":
      return scoreScale(detected.edit, detections);
    case "rotate":
      return gates.viewpoint ? scoreRotate(detected.edit, detections) : noScore;
    case "remove":
      return scoreRemove(detected.edit, detections);
  }
}

/**
 * What a view edit earns, compliance and accuracy alike: half the structural similarity and half the
 * perceptual likeness of the edited picture to the ground truth, over the whole RGB frame. Not gated and
 * not binary. Without a ground truth of the same size the published score is 0: see {@link noScore}.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval.py: eval_view.
 */
export function scoreView({ ssim, lpips }: Locality): EditScore {
  const likeness = 0.5 * ssim + 0.5 * (1 - lpips);
  return { compliance: likeness, accuracy: likeness };
}
