import { degreesFromRadians, wrapRadians } from "#core/geometry/angle.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { invertQuaternion, multiplyQuaternions, rotate } from "#core/geometry/quaternion.ts";
import { rigidTransform } from "#core/geometry/rigid-transform.ts";
import { distance, dot, subtract } from "#core/geometry/vector.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { objectById } from "#core/scene/frame-scene.ts";
import { levelDirections } from "#core/scene/level-directions.ts";
import { applyOperation, moveDirections, moveUnit } from "./apply-operation.ts";
import type {
  MoveOperation,
  Operation,
  PlaceOnReceptacleOperation,
  PlaceOperation,
} from "./operation.ts";
import { MoveDirection, PlaceRelation, TopPosition, referenceIdOf } from "./operation.ts";
import { defaultGapMeters, gapAlong, placeUnit } from "./place-box.ts";
import type { CameraMotion } from "./view-motion.ts";
import { viewFromMotion } from "./view-motion.ts";

/**
 * The operation of the same kind, frame and reference as `operation` that comes nearest to taking one box
 * to the other: lengths to the centimetre, angles to the degree, factors to the hundredth. Amounts outside
 * an operation's range become its nearest limit. Without a target box the object is removed, whatever the
 * kind. What the operation leaves over is told by the check `box-matches-operation`.
 */
export function operationFromBoxes(
  scene: FrameScene,
  operation: Operation,
  sourceBox: BoxInCamera,
  targetBox: BoxInCamera | null,
): Operation {
  if (operation.kind === "remove") return operation;
  if (!targetBox) return { kind: "remove" };
  const referenceId = referenceIdOf(operation);
  const reference = referenceId === null ? undefined : objectById(scene, referenceId)?.box;
  if (referenceId !== null && !reference) return operation;
  switch (operation.kind) {
    case "move":
      return moveBetween(scene, operation, sourceBox, targetBox, reference);
    case "place":
      return placeBetween(scene, operation, sourceBox, targetBox, reference!);
    case "place-on-receptacle":
      return positionBetween(scene, operation, sourceBox, targetBox);
    case "rotate":
      return turnBetween(scene, sourceBox, targetBox);
    case "scale":
      return growthBetween(sourceBox, targetBox);
    case "view":
      return viewBetween(scene, sourceBox, targetBox);
  }
}

function moveBetween(
  scene: FrameScene,
  operation: MoveOperation,
  sourceBox: BoxInCamera,
  targetBox: BoxInCamera,
  reference: BoxInCamera | undefined,
): Operation {
  const shift = subtract(targetBox.center, sourceBox.center);
  const along = moveDirections(levelDirections(scene), operation, sourceBox, reference);
  const [first, ...others] = MoveDirection.options.map((direction) => ({
    direction,
    meters: dot(shift, moveUnit(along, direction)),
  }));
  const best = others.reduce((a, b) => (b.meters > a.meters ? b : a), first!);
  const distanceMeters = rounded(clamp(best.meters, 0.01, 5), 100);
  return { ...operation, direction: best.direction, distanceMeters };
}

function placeBetween(
  scene: FrameScene,
  operation: PlaceOperation,
  sourceBox: BoxInCamera,
  targetBox: BoxInCamera,
  reference: BoxInCamera,
): Operation {
  const directions = levelDirections(scene);
  const relations = [operation.relation, ...PlaceRelation.options];
  const placements = relations.map((relation): Operation => {
    const unit = placeUnit(directions, relation, sourceBox, reference);
    const gapMeters = rounded(clamp(gapAlong(unit, targetBox, reference), 0, 5), 100);
    const { kind, referenceId } = operation;
    return gapMeters === defaultGapMeters(relation)
      ? { kind, relation, referenceId }
      : { kind, relation, referenceId, gapMeters };
  });
  return nearestOutcome(scene, sourceBox, targetBox, placements);
}

function positionBetween(
  scene: FrameScene,
  operation: PlaceOnReceptacleOperation,
  sourceBox: BoxInCamera,
  targetBox: BoxInCamera,
): Operation {
  const positions = [operation.position, ...TopPosition.options];
  const placements = positions.map((position): Operation => ({ ...operation, position }));
  return nearestOutcome(scene, sourceBox, targetBox, placements);
}

/** The first of the operations that brings the box nearest to the target; it takes a lead of more than a millimetre to pass the first. */
function nearestOutcome(
  scene: FrameScene,
  sourceBox: BoxInCamera,
  targetBox: BoxInCamera,
  operations: readonly Operation[],
): Operation {
  const [first, ...others] = operations.map((operation) => ({
    operation,
    meters: distance(
      applyOperation(scene, sourceBox, operation)?.center ?? sourceBox.center,
      targetBox.center,
    ),
  }));
  return others.reduce((a, b) => (b.meters < a.meters - 0.001 ? b : a), first!).operation;
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

/** The geometric mean of how much the sides grow; sides without length say nothing. */
function growthBetween({ size: from }: BoxInCamera, { size: to }: BoxInCamera): Operation {
  const logs = from.flatMap((side, axis) =>
    side > 0 && to[axis]! > 0 ? Math.log(to[axis]! / side) : [],
  );
  const mean = logs.reduce((sum, log) => sum + log, 0) / Math.max(1, logs.length);
  return { kind: "scale", factor: rounded(clamp(Math.exp(mean), 0.1, 10), 100) };
}

function viewBetween(scene: FrameScene, sourceBox: BoxInCamera, targetBox: BoxInCamera): Operation {
  const rotation = multiplyQuaternions(targetBox.rotation, invertQuaternion(sourceBox.rotation));
  const turned = rotate<typeof sourceBox.center>(rotation, sourceBox.center);
  const newFromOld: CameraMotion = rigidTransform(rotation, subtract(targetBox.center, turned));
  const view = viewFromMotion(levelDirections(scene), newFromOld);
  return {
    kind: "view",
    dollyMeters: rounded(clamp(view.dollyMeters, -5, 5), 100),
    truckMeters: rounded(clamp(view.truckMeters, -5, 5), 100),
    yawDegrees: rounded(clamp(view.yawDegrees, -180, 180), 1),
    pitchDegrees: rounded(clamp(view.pitchDegrees, -80, 80), 1),
  };
}

function rounded(value: number, perUnit: number): number {
  const units = Math.round(value * perUnit);
  return units === 0 ? 0 : units / perUnit;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
