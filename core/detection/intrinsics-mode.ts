import * as z from "zod";

/**
 * Which camera a DetAny3D model works with.
 *
 * - `given`: the photo's own, scaled into the model's frame, for the rays and for decoding.
 * - `predicted`: the one that the model reads off the photo.
 * - `virtual-to-real`: the model works with its own; depth is then rescaled by the ratio of the focal lengths.
 * - `gsi-compat`: as GSI-Bench 8f2641b does it: like `virtual-to-real`, with the photo's camera NOT scaled
 *   into the model's frame. Wrong by design; for comparing with published numbers only.
 */
export const IntrinsicsMode = z.enum(["given", "predicted", "virtual-to-real", "gsi-compat"]);
export type IntrinsicsMode = z.infer<typeof IntrinsicsMode>;

/** Whether the model itself is told the photo's camera (`use_intrinsics` of the encoder). Else it works with its own. */
export function isModelTold(mode: IntrinsicsMode): mode is "given" {
  return mode === "given";
}
