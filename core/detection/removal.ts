import * as z from "zod";
import { Prompt } from "./prompt.ts";

/**
 * Why a prompt, or the box that answered it, goes no further.
 *
 * Before the detector: `degenerate` (no area), `outside` (of what the model sees), `too-small`,
 * `duplicate-prompt`. Its answer cannot be read: `not-finite`, `no-rotation`, `no-camera`. Its box is not
 * believed: `behind-camera`, `too-deep`, `size-out-of-range`, `low-quality`, `duplicate-box`.
 */
export const RemovalReason = z.enum([
  "degenerate",
  "outside",
  "too-small",
  "duplicate-prompt",
  "not-finite",
  "no-rotation",
  "no-camera",
  "behind-camera",
  "too-deep",
  "size-out-of-range",
  "low-quality",
  "duplicate-box",
]);
export type RemovalReason = z.infer<typeof RemovalReason>;

/** A prompt that ends without a box, and why. */
export const Removal = z
  .object({
    prompt: Prompt,
    reason: RemovalReason,
    /** For people, with the figure and its limit: "is 3.1 x 20.0 px in the model's frame, under 5". */
    message: z.string(),
    /** For a duplicate: the key of the prompt that stays. */
    duplicateOf: z.string().nullable(),
  })
  .readonly();
export type Removal = z.infer<typeof Removal>;

/** Builds a removal; without `duplicateOf` it is of no duplicate. */
export function removal(
  prompt: Prompt,
  reason: RemovalReason,
  message: string,
  duplicateOf: string | null = null,
): Removal {
  return { prompt, reason, message, duplicateOf };
}
