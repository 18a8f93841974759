import { boxShareInImage } from "#core/geometry/box-in-image.ts";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera, BoxInWorld } from "#core/geometry/oriented-box.ts";
import { transformBox } from "#core/geometry/oriented-box.ts";
import { nearPlaneMeters } from "#core/geometry/projection.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";

/** Less of a box inside the image, by volume, is not worth keeping. */
export const inImageFractionMin = 0.1;

/** An annotated box as one photo has it: in the camera frame, with the share of its volume inside the image (0.1 to 1). */
export type LiftedObject = { readonly box: BoxInCamera; readonly inImageFraction: number };

/**
 * Brings an annotated box into a photo's camera frame. Null when the photo does not show it: its centre is
 * behind the camera, or less than a tenth of its volume is inside the image.
 */
export function liftObject(
  k: Intrinsics,
  cameraFromWorld: CameraFromWorld,
  boxInWorld: BoxInWorld,
): LiftedObject | null {
  const box = transformBox(cameraFromWorld, boxInWorld);
  if (box.center[2] <= nearPlaneMeters) return null;
  const fraction = boxShareInImage(k, box);
  return fraction < inImageFractionMin ? null : { box, inImageFraction: fraction };
}
