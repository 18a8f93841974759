import type { Intrinsics } from "#core/geometry/camera.ts";
import { degreesFromRadians } from "#core/geometry/angle.ts";
import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import { invert, transformDirection, transformPoint } from "#core/geometry/rigid-transform.ts";
import type { Direction, Point } from "#core/geometry/space.ts";
import { direction, point, upInWorld } from "#core/geometry/space.ts";
import {
  add,
  cross,
  distance,
  dot,
  length,
  normalize,
  rejectFrom,
  scale,
  subtract,
} from "#core/geometry/vector.ts";

/** The places a 3D camera can be sent to. `free` is an oblique look over everything. */
export type CameraPreset = "top" | "side" | "front" | "photo" | "free";

/** What the camera should have in sight: a ball in the world, metres. */
export type Focus = { readonly center: Point<"World">; readonly radiusMeters: number };

/** A place for a perspective camera: world metres, vertical field of view in degrees. */
export type CameraPlace = {
  readonly position: Point<"World">;
  readonly target: Point<"World">;
  readonly up: Direction<"World">;
  readonly fovDegrees: number;
};

/** Top, side and front look through a long lens, so that they read nearly like plans. */
const planFovDegrees = 16;
const freeFovDegrees = 45;

/** What shows a box before and after an edit, and the way between; `target` is null where the box stays. */
export function focusOn(source: BoxInWorld, target: BoxInWorld | null): Focus {
  const end = target?.center ?? source.center;
  const reach = Math.max(...source.size) / 2;
  return {
    center: scale(add(source.center, end), 0.5),
    radiusMeters: Math.max(0.6, distance(source.center, end) / 2 + reach * 1.6),
  };
}

/**
 * Where to look from. Top, side and front are seen as from the photo: in the top view the photo's
 * direction points up the screen, so left is left; the side view looks from the photo's right; the front
 * view looks the photo's way, levelled. The photo view shows everything that the photo shows, at the
 * given aspect (width / height) of the pane.
 */
export function placeCamera(
  preset: CameraPreset,
  focus: Focus,
  cameraFromWorld: CameraFromWorld,
  k: Intrinsics,
  aspect: number,
): CameraPlace {
  const worldFromCamera = invert(cameraFromWorld);
  const forward = transformDirection(worldFromCamera, direction<"Camera">(0, 0, 1));
  const ahead = levelled(
    forward,
    transformDirection(worldFromCamera, direction<"Camera">(0, -1, 0)),
  );
  const right = cross(ahead, upInWorld);
  if (preset === "photo") {
    const position = transformPoint(worldFromCamera, point<"Camera">(0, 0, 0));
    const reach = Math.max(0.5, dot(subtract(focus.center, position), forward));
    return {
      position,
      target: add(position, scale(forward, reach)),
      up: transformDirection(worldFromCamera, direction<"Camera">(0, -1, 0)),
      fovDegrees: photoFovDegrees(k, aspect),
    };
  }
  if (preset === "free") {
    const look = normalize(add(scale(ahead, -0.8), add(scale(right, 0.5), scale(upInWorld, 0.9))));
    return from(focus, look, upInWorld, freeFovDegrees, aspect);
  }
  const looks = { top: upInWorld, side: right, front: scale(ahead, -1) };
  return from(focus, looks[preset], preset === "top" ? ahead : upInWorld, planFovDegrees, aspect);
}

function from(
  focus: Focus,
  look: Direction<"World">,
  up: Direction<"World">,
  fovDegrees: number,
  aspect: number,
): CameraPlace {
  const half = (fovDegrees * Math.PI) / 360;
  const narrow = aspect < 1 ? Math.atan(Math.tan(half) * aspect) : half;
  const distanceMeters = focus.radiusMeters / Math.sin(narrow);
  return {
    position: add(focus.center, scale(look, distanceMeters)),
    target: focus.center,
    up,
    fovDegrees,
  };
}

/** Vertical field of view that shows the whole photo about its principal point. */
function photoFovDegrees(k: Intrinsics, aspect: number): number {
  const tall = Math.max(k.cy + 0.5, k.height - k.cy - 0.5) / k.fy;
  const wide = Math.max(k.cx + 0.5, k.width - k.cx - 0.5) / k.fx;
  return degreesFromRadians(2 * Math.atan(Math.max(tall, wide / aspect)));
}

/** The photo's way along the ground; a photo taken straight down counts its upper edge as ahead. */
function levelled(forward: Direction<"World">, up: Direction<"World">): Direction<"World"> {
  const level = rejectFrom(forward, upInWorld);
  return normalize(length(level) > 0.1 ? level : rejectFrom(up, upInWorld));
}
