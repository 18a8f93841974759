import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { translateBox } from "#core/geometry/oriented-box.ts";
import type { Pixel } from "#core/geometry/projection.ts";
import { unprojectPixel } from "#core/geometry/projection.ts";
import { rayThroughBox } from "#core/geometry/ray-box.ts";
import type { Direction, Point } from "#core/geometry/space.ts";
import { direction, point } from "#core/geometry/space.ts";
import { dot, normalize, rejectFrom, scale, subtract } from "#core/geometry/vector.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { levelDirections } from "#core/scene/level-directions.ts";

/** A box taken hold of in the photo, and the place of its surface that the pointer took. */
export type BoxGrip = { readonly box: BoxInCamera; readonly at: Point<"Camera"> };

/** `level` keeps the height and follows the ground, `height` goes straight up and down. */
export type DragMode = "level" | "height";

/** Beyond this a pointer near the horizon would throw the box out of the room. Metres. */
const reachMeters = 5;
/** Lines of sight flatter than this hit a plane too far off to mean a place. */
const leastSlope = 0.02;

const eye = point<"Camera">(0, 0, 0);

/** Takes hold of a box where the line of sight through a pixel enters it; beside the box, at the depth of its centre. */
export function gripBox(scene: FrameScene, box: BoxInCamera, pixel: Pixel): BoxGrip {
  const sight = sightThrough(scene, pixel);
  const interval = rayThroughBox(eye, sight, box);
  const depth = interval && interval.enter > 0 ? interval.enter : box.center[2];
  return { box, at: point(sight[0] * depth, sight[1] * depth, sight[2] * depth) };
}

/**
 * The box with the gripped place under another pixel: on the level plane through that place, or straight
 * above or below it. Null where the line of sight does not meet the plane ahead, or further than 5 m away.
 */
export function dragBox(
  scene: FrameScene,
  { box, at }: BoxGrip,
  pixel: Pixel,
  mode: DragMode,
): BoxInCamera | null {
  const { up } = levelDirections(scene);
  const normal = mode === "level" ? up : normalize(rejectFrom(toDirection(at), up));
  const sight = normalize(sightThrough(scene, pixel));
  const slope = dot(sight, normal);
  if (Math.abs(slope) < leastSlope) return null;
  const along = dot(at, normal) / slope;
  if (along <= 0) return null;
  const [x, y, z] = scale(sight, along);
  const moved = subtract(point<"Camera">(x, y, z), at);
  const shift = mode === "level" ? rejectFrom(moved, up) : scale(up, dot(moved, up));
  return Math.hypot(...shift) > reachMeters ? null : translateBox(box, shift);
}

function sightThrough(scene: FrameScene, pixel: Pixel): Direction<"Camera"> {
  return toDirection(unprojectPixel(scene.intrinsics, pixel, 1));
}

function toDirection([x, y, z]: Point<"Camera">): Direction<"Camera"> {
  return direction(x, y, z);
}
