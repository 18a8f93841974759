import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxAxes, orientedBox } from "#core/geometry/oriented-box.ts";
import { quaternionFromColumns } from "#core/geometry/quaternion.ts";
import type { Vec3 } from "#core/geometry/space.ts";
import { dot, scale } from "#core/geometry/vector.ts";

/** Up to this ratio of its longer to its shorter side a footprint counts as square. */
const squareRatioMax = 1.15;

/** Whether w and l are so close that a quarter turn about the box's own y hardly changes it. Two zero sides are. */
export function hasSquareFootprint([w, , l]: Vec3): boolean {
  return Math.max(w, l) <= squareRatioMax * Math.min(w, l);
}

/**
 * The same solid with its axes named so that its own z points as nearly as possible to where the detector's
 * angle head says that the thing faces (`yawRadians` about the camera's y: 0 along +z, pi/2 along +x), and
 * its own y downwards. Chosen among half turns about its axes, and where the footprint is square also the
 * quarter turn with w and l changed over. The 6D rotation is learnt up to just these turns and has no
 * heading of its own. Where z is at right angles to the heading it stays as it is.
 *
 * Source: GSI-Bench 8f2641b, detect_anything: rotations are supervised by the distance of corner sets.
 */
export function headedBox(box: BoxInCamera, yawRadians: number): BoxInCamera {
  const heading: Vec3 = [Math.sin(yawRadians), 0, Math.cos(yawRadians)];
  const [w, h, l] = box.size;
  const [x, y, z] = boxAxes(box);
  const isTurned =
    hasSquareFootprint(box.size) && Math.abs(dot(x, heading)) > Math.abs(dot(z, heading));
  const [across, along] = isTurned ? [scale(z, -1), x] : [x, z];
  const down = y[1] < 0 ? -1 : 1;
  const ahead = dot(along, heading) < 0 ? -1 : 1;
  const rotation = quaternionFromColumns(
    scale(across, down * ahead),
    scale(y, down),
    scale(along, ahead),
  );
  return orientedBox(box.center, isTurned ? [l, h, w] : [w, h, l], rotation);
}
