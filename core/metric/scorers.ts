import * as z from "zod";
import type { AggregateScores, ModelResults } from "./aggregate.ts";
import { aggregateScores } from "./aggregate.ts";
import { aggregateScoresCorrected } from "./corrected-aggregate.ts";
import {
  contentFrame,
  editableRectsCorrected,
  localityMaskCorrected,
  passesLocalityCorrected,
} from "./corrected-locality.ts";
import { scoreEditCorrected, scoreViewCorrected } from "./corrected-scores.ts";
import type { Locality } from "./edit-gate.ts";
import { passesLocality } from "./edit-gate.ts";
import type { ImageSize } from "./frame-896.ts";
import type { DetectionPair, EditScore } from "./gsi-edit.ts";
import { localityFrame } from "./locality-frame.ts";
import { editableRects, localityMask } from "./locality-mask.ts";
import { lpipsInput, maskedLpips, maskedSsim } from "./masked-locality.ts";
import type { RgbPicture } from "./rgb-picture.ts";
import type { DetectedEdit, EditGates } from "./score-edit.ts";
import { scoreEdit, scoreView } from "./score-edit.ts";

/** Which rules an edited picture is scored by: the published ones, fault for fault, or the corrected ones. */
export const ScorerId = z.enum(["gsi-bench@8f2641b", "corrected"]);
export type ScorerId = z.infer<typeof ScorerId>;

/**
 * The perceptual network: two pictures as `lpipsInput` makes them, planes of shape (3, height, width), to
 * the map of their distance, row by row, of the same width and height.
 */
export type PerceptualMap = (
  first: Float32Array,
  second: Float32Array,
  size: ImageSize,
) => Promise<Float32Array>;

/** The source picture and the edited one, brought to the same size. */
export type PicturePair = { readonly source: RgbPicture; readonly edited: RgbPicture };

/** One set of rules, from pictures and detections to the figures of a model. */
export type Scorer = {
  /** How alike the two pictures are where the edit may change nothing. */
  readonly measureLocality: (
    pictures: PicturePair,
    detected: DetectedEdit,
    detections: DetectionPair,
    perceptualMap: PerceptualMap,
  ) => Promise<Locality>;
  readonly passesLocality: (locality: Locality, dataset: "GSI-Real" | "GSI-Syn") => boolean;
  readonly scoreEdit: (
    detected: DetectedEdit,
    detections: DetectionPair,
    gates: EditGates,
  ) => EditScore;
  /** From the likeness of the whole edited picture to the ground truth. */
  readonly scoreView: (locality: Locality) => EditScore;
  /** The figures of a model; the published rules look at the delivered samples only and may stop at one. */
  readonly aggregate: (
    results: ModelResults,
    sampleKeys: readonly string[],
  ) => AggregateScores | { readonly stoppedAt: string };
};

const rangeOfValues = 255;

/** All sets of rules. How they differ is listed in docs/metrics.md. */
export const scorers: Record<ScorerId, Scorer> = {
  "gsi-bench@8f2641b": {
    measureLocality: async ({ source, edited }, { edit }, detections, perceptualMap) => {
      const [first, second] = [localityFrame(source), localityFrame(edited)];
      const mask = localityMask(first, editableRects(edit, detections));
      const map = await perceptualMap(lpipsInput(first, "bgr"), lpipsInput(second, "bgr"), first);
      return { ssim: maskedSsim(first, second, mask), lpips: maskedLpips(map, mask) };
    },
    passesLocality,
    scoreEdit,
    scoreView,
    aggregate: (results) => aggregateScores(results),
  },
  corrected: {
    measureLocality: async ({ source, edited }, detected, detections, perceptualMap) => {
      const [first, second] = [contentFrame(source), contentFrame(edited)];
      const mask = localityMaskCorrected(first, editableRectsCorrected(detected, detections));
      const map = await perceptualMap(lpipsInput(first, "rgb"), lpipsInput(second, "rgb"), first);
      return {
        ssim: maskedSsim(first, second, mask, rangeOfValues),
        lpips: maskedLpips(map, mask),
      };
    },
    passesLocality: passesLocalityCorrected,
    scoreEdit: scoreEditCorrected,
    scoreView: scoreViewCorrected,
    aggregate: aggregateScoresCorrected,
  },
};
