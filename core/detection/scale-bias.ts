import * as z from "zod";
import { frameSide } from "#core/metric/frame-896.ts";
import type { ImageSize } from "#core/metric/frame-896.ts";
import { median, robustDeviation } from "#core/median.ts";
import type { Agreement } from "./agreement.ts";

/** When detected depths count as wrong by a common factor. */
export const ScaleBiasOptions = z.object({
  /** Fewer matches than this say nothing. */
  countMin: z.number().int().min(1).default(5),
  /** How far the median ratio may be from 1, as a factor either way. */
  factorMax: z.number().min(1).default(1.25),
  /** A known mistake is named when the ratio is its factor up to this factor either way. */
  namedWithinFactor: z.number().min(1).default(1.06),
});
export type ScaleBiasOptions = z.infer<typeof ScaleBiasOptions>;

/** What the matches of a scene say about the scale of its detections. */
export const ScaleBias = z.object({
  /** Number of matches. */
  count: z.number().int().min(0),
  /** Median of ln(detected depth / annotated depth), and its spread (1.4826 MAD); null without matches. */
  medianLogRatio: z.number().nullable(),
  logRatioSpread: z.number().min(0).nullable(),
  verdict: z.enum(["none", "suspect"]),
  /** For people: what was found, and the mistake with the intrinsics that it looks like. */
  message: z.string(),
});
export type ScaleBias = z.infer<typeof ScaleBias>;

const defaultOptions: ScaleBiasOptions = ScaleBiasOptions.parse({});

/**
 * Whether the detections of a scene are at a wrong scale. They are suspect when the median depth ratio of at
 * least `countMin` matches is off by more than `factorMax`, and by more than twice the standard error of
 * that median. A wrong camera moves all boxes of a scene by one factor, while a bad detector scatters. When
 * that factor is the longer side of one of the `photos` by 896, the intrinsics were probably
 * not brought into the model's frame; when it is the inverse, twice.
 *
 * Source: GSI-Bench 8f2641b, models/model.py, where the former happens.
 */
export function measureScaleBias(
  agreements: readonly Pick<Agreement, "depthRatio">[],
  photos: readonly ImageSize[],
  options: ScaleBiasOptions = defaultOptions,
): ScaleBias {
  const logRatios = agreements.map(({ depthRatio }) => Math.log(depthRatio));
  const count = logRatios.length;
  const middle = median(logRatios);
  if (middle === null || count < options.countMin) {
    const message = `${count} matches, fewer than ${options.countMin}, say nothing about the scale`;
    const logRatioSpread = middle === null ? null : robustDeviation(logRatios);
    return { count, medianLogRatio: middle, logRatioSpread, verdict: "none", message };
  }
  const spread = robustDeviation(logRatios);
  const isBiased =
    Math.abs(middle) > Math.log(options.factorMax) &&
    Math.abs(middle) > (2 * errorOfMedian * spread) / Math.sqrt(count);
  const found = `detected boxes are ${Math.exp(middle).toFixed(2)} times as deep as annotated ones (median of ${count})`;
  return {
    count,
    medianLogRatio: middle,
    logRatioSpread: spread,
    verdict: isBiased ? "suspect" : "none",
    message: isBiased ? `${found}: ${likelyMistake(middle, photos, options)}` : found,
  };
}

/** Standard error of a median by that of a mean, for many normally distributed numbers: sqrt(pi / 2). */
const errorOfMedian = Math.sqrt(Math.PI / 2);

function likelyMistake(
  logRatio: number,
  photos: readonly ImageSize[],
  { namedWithinFactor }: ScaleBiasOptions,
): string {
  const sides = photos.map(({ width, height }) => Math.max(width, height));
  const off = (side: number, sign: number) =>
    Math.abs(logRatio - sign * Math.log(side / frameSide));
  for (const sign of [1, -1]) {
    const [side] = sides.toSorted((a, b) => off(a, sign) - off(b, sign));
    if (side === undefined || off(side, sign) > Math.log(namedWithinFactor)) continue;
    return sign === 1
      ? `the intrinsics of the original photo were probably used unscaled (${side} px / ${frameSide} = ${(side / frameSide).toFixed(2)})`
      : `the intrinsics were probably scaled into the model's frame twice (${frameSide} / ${side} px = ${(frameSide / side).toFixed(2)})`;
  }
  return "check the intrinsics of the photos and the scale of the scan";
}
