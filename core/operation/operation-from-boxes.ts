import { degreesFromRadians, wrapRadians } from "#core/geometry/angle.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { invertQuaternion, multiplyQuaternions } from "#core/geometry/quaternion.ts";
import { dot, subtract } from "#core/geometry/vector.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { levelDirections } from "#core/scene/level-directions.ts";
import { moveUnit } from "./apply-operation.ts";
import type { Operation, OperationKind } from "./operation.ts";
import { MoveDirection } from "./operation.ts";

/**
 * The operation of the given kind that comes nearest to taking one box to the other: the move along the
 * best matching direction (distance to the centimetre) or the turn about the vertical (angle to the
 * degree). Amounts outside an operation's range become its nearest limit. Without a target box the object
 * is removed, whatever the kind. What the operation leaves over is told by the check
 * `box-matches-operation`.
 */
export function operationFromBoxes(
  scene: FrameScene,
  kind: OperationKind,
  sourceBox: BoxInCamera,
  targetBox: BoxInCamera | null,
): Operation {
  if (kind === "remove" || !targetBox) return { kind: "remove" };
  return kind === "move"
    ? moveBetween(scene, sourceBox, targetBox)
    : turnBetween(scene, sourceBox, targetBox);
}

function moveBetween(scene: FrameScene, sourceBox: BoxInCamera, targetBox: BoxInCamera): Operation {
  const shift = subtract(targetBox.center, sourceBox.center);
  const directions = levelDirections(scene);
  const [first, ...others] = MoveDirection.options.map((direction) => ({
    direction,
    meters: dot(shift, moveUnit(directions, direction)),
  }));
  const best = others.reduce((a, b) => (b.meters > a.meters ? b : a), first!);
  const distanceMeters = Math.round(clamp(best.meters, 0.01, 5) * 100) / 100;
  return { kind: "move", direction: best.direction, distanceMeters };
}

/** The twist about up of the rotation between the boxes (swing-twist decomposition). */
function turnBetween(scene: FrameScene, sourceBox: BoxInCamera, targetBox: BoxInCamera): Operation {
  const [x, y, z, w] = multiplyQuaternions(
    targetBox.rotation,
    invertQuaternion(sourceBox.rotation),
  );
  const along = dot([x, y, z], levelDirections(scene).up);
  const degrees = degreesFromRadians(wrapRadians(2 * Math.atan2(along, w)));
  return {
    kind: "rotate",
    sense: degrees < 0 ? "clockwise" : "counterclockwise",
    angleDegrees: clamp(Math.round(Math.abs(degrees)), 1, 180),
  };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
