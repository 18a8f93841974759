import type { Intrinsics } from "#core/geometry/camera.ts";
import type { CameraFromWorld } from "#core/geometry/rigid-transform.ts";
import type { Direction, Point } from "#core/geometry/space.ts";
import { add, normalize, scale, subtract } from "#core/geometry/vector.ts";
import type { CameraPreset, Focus } from "./camera-preset.ts";
import { placeCamera } from "./camera-preset.ts";

export type PlanDirection = Extract<CameraPreset, "top" | "side">;

/** A place for an orthographic camera: world metres. Nothing in front of `position` is drawn. */
export type PlanPlace = {
  readonly position: Point<"World">;
  readonly target: Point<"World">;
  readonly up: Direction<"World">;
  /** Half of what the shorter side of the pane shows, metres. */
  readonly halfMeters: number;
};

/** What is nearer to the eye than the focus by more than this is cut away: the ceiling, walls. Metres. */
const clearanceMeters = 0.35;

/** Where a plan is drawn from: the way of the preset of that name, cut open just before the focus. */
export function placePlan(
  from: PlanDirection,
  focus: Focus,
  cameraFromWorld: CameraFromWorld,
  k: Intrinsics,
): PlanPlace {
  const { position, target, up } = placeCamera(from, focus, cameraFromWorld, k, 1);
  const look = normalize(subtract(position, target));
  return {
    position: add(target, scale(look, focus.radiusMeters + clearanceMeters)),
    target,
    up,
    halfMeters: focus.radiusMeters,
  };
}
