import { radiansFromDegrees } from "#core/geometry/angle.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { rotateBoxAbout, translateBox } from "#core/geometry/oriented-box.ts";
import type { Direction } from "#core/geometry/space.ts";
import { scale } from "#core/geometry/vector.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import type { LevelDirections } from "#core/scene/level-directions.ts";
import { levelDirections } from "#core/scene/level-directions.ts";
import type { MoveDirection, Operation } from "./operation.ts";

/**
 * The box after the operation, in the same camera frame; null when the object is removed. A move keeps
 * heading and size. A rotation is about the world's vertical through the box centre, counterclockwise as
 * seen from above being the right-handed turn about up.
 */
export function applyOperation(
  scene: FrameScene,
  sourceBox: BoxInCamera,
  operation: Operation,
): BoxInCamera | null {
  switch (operation.kind) {
    case "move": {
      const unit = moveUnit(levelDirections(scene), operation.direction);
      return translateBox(sourceBox, scale(unit, operation.distanceMeters));
    }
    case "rotate": {
      const sign = operation.sense === "counterclockwise" ? 1 : -1;
      const angle = sign * radiansFromDegrees(operation.angleDegrees);
      return rotateBoxAbout(sourceBox, levelDirections(scene).up, angle);
    }
    case "remove":
      return null;
  }
}

/** The unit direction, in the camera frame, in which a move of this name goes. */
export function moveUnit(
  { up, behind, right }: LevelDirections,
  direction: MoveDirection,
): Direction<"Camera"> {
  switch (direction) {
    case "right":
      return right;
    case "left":
      return scale(right, -1);
    case "behind":
      return behind;
    case "front":
      return scale(behind, -1);
    case "above":
      return up;
    case "below":
      return scale(up, -1);
  }
}
