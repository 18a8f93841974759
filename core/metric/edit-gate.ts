/** Similarity of two pictures outside the edited parts. */
export type Locality = {
  /** Structural similarity, at most 1; NaN when nothing was compared. */
  readonly ssim: number;
  /** Perceptual distance, 0 or more. */
  readonly lpips: number;
};

/**
 * Whether the rest of the picture stayed as it was, without which nothing but a view edit scores. On
 * GSI-Real one of the two measures is enough, on every other set both are asked for. Both bounds are
 * strict; NaN fails its test.
 *
 * Source: GSI-Bench 8f2641b, evaluation/eval/eval_utils.py: check_locality.
 */
export function passesLocality(
  { ssim, lpips }: Locality,
  dataset: "GSI-Real" | "GSI-Syn",
): boolean {
  const structure = ssim > 0.6;
  const perception = lpips < 0.3;
  return dataset === "GSI-Real" ? structure || perception : structure && perception;
}
