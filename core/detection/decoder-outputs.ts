/** How many boxes a DetAny3D model offers for each prompt. */
export const hypothesisCount = 3;

/**
 * The outputs of the contract's decoder by name, and how many numbers each has for one hypothesis. Each is
 * [prompts, 3, numbers]; `iou` is [prompts, 3].
 *
 * - `boxes_2d`: rectangle, centre x, centre y, width, height, divided by 896
 * - `centers_2d`: projected centre of the box, divided by 896
 * - `depth_log`, `depth_log_variance`: natural logarithms of the depth (metres) and of its spread
 * - `dims_log`: natural logarithms of w, h, l (metres)
 * - `alpha_logits`, `alpha_residuals`: the twelve bins of the observation angle, offsets in radians
 * - `rot6d`: the first two ROWS of the rotation, neither unit nor orthogonal
 * - `iou`: what the detector thinks of the hypothesis, 0 to 1
 *
 * Source: GSI-Bench 8f2641b, detect_anything/modeling/mask_decoder.py; contract `detany3d/1`.
 */
export const decoderOutputWidths = {
  boxes_2d: 4,
  centers_2d: 2,
  depth_log: 1,
  depth_log_variance: 1,
  dims_log: 3,
  alpha_logits: 12,
  alpha_residuals: 12,
  rot6d: 6,
  iou: 1,
} as const;

/** Name of an output of the contract's decoder. */
export type DecoderOutputName = keyof typeof decoderOutputWidths;

/** The decoder's answer to a list of prompts, row after row; anything that holds numbers by index. */
export type DecoderOutputs = Readonly<Record<DecoderOutputName, ArrayLike<number>>>;

/** Names of the outputs in the contract's order. */
export const decoderOutputNames = Object.keys(decoderOutputWidths) as DecoderOutputName[];

/** What is wrong with the lengths of outputs for so many prompts, a sentence each. Empty when they fit. */
export function wrongOutputLengths(outputs: DecoderOutputs, promptCount: number): string[] {
  return decoderOutputNames.flatMap((name) => {
    const expected = promptCount * hypothesisCount * decoderOutputWidths[name];
    const { length } = outputs[name];
    return length === expected
      ? []
      : [`${name} holds ${length} numbers, not ${expected} for ${promptCount} prompts`];
  });
}

/** The numbers of one output for one hypothesis of one prompt. What is missing is NaN. */
export function outputNumbers(
  outputs: DecoderOutputs,
  name: DecoderOutputName,
  prompt: number,
  hypothesis: number,
): number[] {
  const width = decoderOutputWidths[name];
  const first = (prompt * hypothesisCount + hypothesis) * width;
  return Array.from({ length: width }, (_, i) => outputs[name][first + i] ?? Number.NaN);
}
