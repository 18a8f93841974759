import * as z from "zod";
import type { Intrinsics } from "#core/geometry/camera.ts";

/** Within which range the focal length that a detector reads off a photo may be, by the photo's own. */
export const FocalCheckOptions = z.object({
  ratioMin: z.number().positive().default(0.7),
  ratioMax: z.number().positive().default(1.4),
});
export type FocalCheckOptions = z.infer<typeof FocalCheckOptions>;

/** How the camera that a detector reads off a photo compares with the photo's own. */
export const FocalCheck = z.object({
  /** ln(predicted fx / own fx); null where the detector read no camera off the photo. */
  logFocalRatio: z.number().nullable(),
  verdict: z.enum(["none", "suspect"]),
  message: z.string(),
});
export type FocalCheck = z.infer<typeof FocalCheck>;

const defaultOptions: FocalCheckOptions = FocalCheckOptions.parse({});

/**
 * Whether the photo's camera and the one that the detector reads off the photo can both be true. Both in
 * pixels of the photo. A ratio of the focal lengths outside of 0.7 to 1.4 is suspect, and so is no camera at
 * all: the intrinsics may be those of another size, or the photo is unlike what the detector knows.
 */
export function checkPredictedFocal(
  own: Intrinsics,
  predicted: Intrinsics | null,
  { ratioMin, ratioMax }: FocalCheckOptions = defaultOptions,
): FocalCheck {
  if (!predicted) {
    const message = "the detector read no camera off the photo";
    return { logFocalRatio: null, verdict: "suspect", message };
  }
  const ratio = predicted.fx / own.fx;
  const isLikely = ratio >= ratioMin && ratio <= ratioMax;
  const found = `the detector reads ${ratio.toFixed(2)} times the given focal length off the photo`;
  return {
    logFocalRatio: Math.log(ratio),
    verdict: isLikely ? "none" : "suspect",
    message: isLikely
      ? found
      : `${found}, outside of ${ratioMin} to ${ratioMax}: check the intrinsics`,
  };
}
