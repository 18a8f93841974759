import type { Intrinsics } from "#core/geometry/camera.ts";
import { boxRectInImage } from "#core/geometry/projection.ts";
import type { LiftedObject } from "#core/scene/lift-object.ts";

const inImageFractionMin = 0.5;
const heightShareMin = 0.03;

/**
 * Whether a photo shows an object well enough to ask for an edit of it: at least half of
 * its volume inside the image, and its outline inside the image at least 3 % as high as the image.
 */
export function showsWell(k: Intrinsics, object: LiftedObject): boolean {
  if (object.inImageFraction < inImageFractionMin) return false;
  const inside = boxRectInImage(k, object.box);
  return inside !== null && inside[3] - inside[1] >= heightShareMin * k.height;
}
