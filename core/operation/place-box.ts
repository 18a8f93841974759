import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { halfExtentAlong, translateBox } from "#core/geometry/oriented-box.ts";
import type { Direction } from "#core/geometry/space.ts";
import { dot, scale, subtract } from "#core/geometry/vector.ts";
import type { LevelDirections } from "#core/scene/level-directions.ts";
import { edgeDirections } from "./edge-directions.ts";
import type { PlaceRelation, TopPosition } from "./operation.ts";

/** The free space between two things where the operation names none, metres. */
export function defaultGapMeters(relation: PlaceRelation): number {
  return relation === "on-top-of" ? 0 : 0.1;
}

/** The direction from the reference in which a placed object comes to stand: for `next-to`, the side on which it is now. */
export function placeUnit(
  { up, behind, right }: LevelDirections,
  relation: PlaceRelation,
  box: BoxInCamera,
  reference: BoxInCamera,
): Direction<"Camera"> {
  switch (relation) {
    case "left-of":
      return scale(right, -1);
    case "right-of":
      return right;
    case "in-front-of":
      return scale(behind, -1);
    case "behind":
      return behind;
    case "on-top-of":
      return up;
    case "next-to":
      return dot(subtract(box.center, reference.center), right) < 0 ? scale(right, -1) : right;
  }
}

/** The free space between two boxes along a unit direction from the reference; negative where they overlap. Metres. */
export function gapAlong(
  unit: Direction<"Camera">,
  box: BoxInCamera,
  reference: BoxInCamera,
): number {
  return (
    dot(subtract(box.center, reference.center), unit) -
    halfExtentAlong(box, unit) -
    halfExtentAlong(reference, unit)
  );
}

/**
 * The box beside or on top of the reference: `gapMeters` away from it, its centre in line with the
 * reference's, and beside it with the lowest points of both at one height. Heading and size are kept.
 */
export function placeBox(
  directions: LevelDirections,
  relation: PlaceRelation,
  gapMeters: number,
  box: BoxInCamera,
  reference: BoxInCamera,
): BoxInCamera {
  const { up, behind, right } = directions;
  const unit = placeUnit(directions, relation, box, reference);
  const aligned = alignCenters([behind, right], box, reference);
  const leveled =
    relation === "on-top-of"
      ? aligned
      : translateBox(aligned, scale(up, bottomAlong(up, reference) - bottomAlong(up, aligned)));
  return translateBox(leveled, scale(unit, gapMeters - gapAlong(unit, leveled, reference)));
}

/**
 * The box on the top of the receptacle: in the middle, or flush with the middle of the edge that the
 * viewer would name so. A box that is longer than the top lies in the middle. Heading and size are kept.
 */
export function placeOnTop(
  directions: LevelDirections,
  position: TopPosition,
  box: BoxInCamera,
  receptacle: BoxInCamera,
): BoxInCamera {
  const onTop = placeBox(directions, "on-top-of", 0, box, receptacle);
  const { behind, right } = edgeDirections(directions, receptacle);
  const toward: Record<TopPosition, Direction<"Camera"> | null> = {
    center: null,
    nearest: scale(behind, -1),
    farthest: behind,
    leftmost: scale(right, -1),
    rightmost: right,
  };
  const unit = toward[position];
  if (!unit) return onTop;
  const room = halfExtentAlong(receptacle, unit) - halfExtentAlong(box, unit);
  return translateBox(onTop, scale(unit, Math.max(0, room)));
}

function alignCenters(
  units: readonly Direction<"Camera">[],
  box: BoxInCamera,
  reference: BoxInCamera,
): BoxInCamera {
  const way = subtract(reference.center, box.center);
  return units.reduce((moved, unit) => translateBox(moved, scale(unit, dot(way, unit))), box);
}

function bottomAlong(up: Direction<"Camera">, box: BoxInCamera): number {
  return dot(box.center, up) - halfExtentAlong(box, up);
}
