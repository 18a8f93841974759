import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { boxAxes, orientedBox, rotateBoxAbout, translateBox } from "#core/geometry/oriented-box.ts";
import type { Direction, Point } from "#core/geometry/space.ts";
import { upInWorld } from "#core/geometry/space.ts";
import { add, dot, length, normalize, rejectFrom, scale, subtract } from "#core/geometry/vector.ts";

/** A line of sight of a 3D view: from the eye, or from the picture plane of a plan; `along` has length 1. */
export type SightRay = { readonly origin: Point<"World">; readonly along: Direction<"World"> };

/** Lines of sight flatter than this, a sine, see the ground edge on: a box then moves in the upright plane that faces them. */
const edgeOn = 0.2;
/** Lines of sight steeper than this, a sine, cannot tell one height from another: seen from the top a box moves along the ground. */
const steep = 0.97;
const reachMeters = 5;
const sideMinMeters = 0.01;

/**
 * The box moved so that the place `at` of it, taken hold of on the line of sight, comes under another line
 * of sight: along the ground; in a level view in the plane that faces it; with `height` straight up or down.
 * Null where the lines do not meet that plane, or only more than 5 m away.
 */
export function moveInSpace(
  box: BoxInWorld,
  at: Point<"World">,
  ray: SightRay,
  height: boolean,
): BoxInWorld | null {
  if (height && Math.abs(ray.along[2]) < steep) {
    const meters = alongLine(at, upInWorld, ray);
    return meters === null || Math.abs(meters) > reachMeters
      ? null
      : translateBox(box, scale(upInWorld, meters));
  }
  const level = rejectFrom(ray.along, upInWorld);
  const isLevel = Math.abs(ray.along[2]) < edgeOn && length(level) > 0;
  const place = onPlane(at, isLevel ? normalize(level) : upInWorld, ray);
  if (!place) return null;
  const shift = subtract(place, at);
  return length(shift) > reachMeters ? null : translateBox(box, shift);
}

/** The box turned about the vertical through its centre, so that the direction of `at` from there comes under the line of sight. Null where that cannot be told. */
export function turnInSpace(box: BoxInWorld, at: Point<"World">, ray: SightRay): BoxInWorld | null {
  const place = onPlane(at, upInWorld, ray);
  if (!place) return null;
  const heading = (to: Point<"World">) => Math.atan2(to[1] - box.center[1], to[0] - box.center[0]);
  return rotateBoxAbout(box, upInWorld, heading(place) - heading(at));
}

/** A face of a box: one of its axes, and on which side. */
export type BoxFace = { readonly axis: 0 | 1 | 2; readonly side: 1 | -1 };

export const boxFaces: readonly BoxFace[] = ([0, 1, 2] as const).flatMap((axis) => [
  { axis, side: 1 as const },
  { axis, side: -1 as const },
]);

/** The middle of a face. */
export function faceCenter(box: BoxInWorld, { axis, side }: BoxFace): Point<"World"> {
  return add(box.center, scale(boxAxes(box)[axis], (side * box.size[axis]) / 2));
}

/** The box with one face drawn out or in to the line of sight; the face across stays, at least 1 cm away. */
export function resizeInSpace(box: BoxInWorld, face: BoxFace, ray: SightRay): BoxInWorld | null {
  const outward = scale(boxAxes(box)[face.axis], face.side);
  const meters = alongLine(faceCenter(box, face), outward, ray);
  if (meters === null || Math.abs(meters) > reachMeters) return null;
  const side = Math.max(sideMinMeters, box.size[face.axis] + meters);
  const size = box.size.map((value, axis) => (axis === face.axis ? side : value));
  const grown = side - box.size[face.axis];
  return orientedBox<"World">(
    add(box.center, scale(outward, grown / 2)),
    [size[0]!, size[1]!, size[2]!],
    box.rotation,
  );
}

function onPlane(
  at: Point<"World">,
  normal: Direction<"World">,
  { origin, along }: SightRay,
): Point<"World"> | null {
  const slope = dot(along, normal);
  if (Math.abs(slope) < 0.02) return null;
  const ahead = dot(subtract(at, origin), normal) / slope;
  return ahead < 0 ? null : add(origin, scale(along, ahead));
}

/** How far along a line through `from` its nearest place to the line of sight is, metres. Null when both run the same way. */
function alongLine(
  from: Point<"World">,
  unit: Direction<"World">,
  { origin, along }: SightRay,
): number | null {
  const cosine = dot(unit, along);
  const sineSquared = 1 - cosine * cosine;
  if (sineSquared < 0.01) return null;
  const offset = subtract(origin, from);
  return (dot(offset, unit) - cosine * dot(offset, along)) / sineSquared;
}
