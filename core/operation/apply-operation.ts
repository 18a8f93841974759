import { radiansFromDegrees } from "#core/geometry/angle.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import {
  rotateBoxAbout,
  scaleBoxAbout,
  supportPoint,
  transformBox,
  translateBox,
} from "#core/geometry/oriented-box.ts";
import type { Direction } from "#core/geometry/space.ts";
import { scale } from "#core/geometry/vector.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { objectById } from "#core/scene/frame-scene.ts";
import type { LevelDirections } from "#core/scene/level-directions.ts";
import { levelDirections } from "#core/scene/level-directions.ts";
import { edgeDirections } from "./edge-directions.ts";
import type { MoveDirection, MoveOperation, Operation } from "./operation.ts";
import { referenceIdOf } from "./operation.ts";
import { defaultGapMeters, placeBox, placeOnTop } from "./place-box.ts";
import { newCameraFromOld } from "./view-motion.ts";

/**
 * The box after the operation; null when the object is removed. It is in the same camera frame, except
 * after a change of view: then it is in the frame of the camera as it stands afterwards. A rotation is
 * about the world's vertical through the box centre, counterclockwise as seen from above being the
 * right-handed turn about up. A box whose reference the photo does not have stays as it is.
 */
export function applyOperation(
  scene: FrameScene,
  sourceBox: BoxInCamera,
  operation: Operation,
): BoxInCamera | null {
  const directions = levelDirections(scene);
  const referenceId = referenceIdOf(operation);
  const reference = referenceId === null ? undefined : objectById(scene, referenceId)?.box;
  if (referenceId !== null && !reference) return sourceBox;
  switch (operation.kind) {
    case "move": {
      const along = moveDirections(directions, operation, sourceBox, reference);
      const unit = moveUnit(along, operation.direction);
      return translateBox(sourceBox, scale(unit, operation.distanceMeters));
    }
    case "place": {
      const { relation, gapMeters = defaultGapMeters(relation) } = operation;
      return placeBox(directions, relation, gapMeters, sourceBox, reference!);
    }
    case "place-on-receptacle":
      return placeOnTop(directions, operation.position, sourceBox, reference!);
    case "rotate": {
      const sign = operation.sense === "counterclockwise" ? 1 : -1;
      const angle = sign * radiansFromDegrees(operation.angleDegrees);
      return rotateBoxAbout(sourceBox, directions.up, angle);
    }
    case "scale":
      return scaleBoxAbout(sourceBox, supportPoint(sourceBox, directions.up), operation.factor);
    case "view":
      return transformBox(newCameraFromOld(directions, operation), sourceBox);
    case "remove":
      return null;
  }
}

/** The directions along which a move of this box goes: the viewer's, or those of the edges that its frame names. */
export function moveDirections(
  directions: LevelDirections,
  { frame = "camera" }: Pick<MoveOperation, "frame">,
  sourceBox: BoxInCamera,
  reference: BoxInCamera | undefined,
): LevelDirections {
  switch (frame) {
    case "camera":
      return directions;
    case "object":
      return edgeDirections(directions, sourceBox);
    case "reference":
      return reference ? edgeDirections(directions, reference) : directions;
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
