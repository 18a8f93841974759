import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { dot, subtract } from "#core/geometry/vector.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { levelDirections } from "#core/scene/level-directions.ts";
import { applyOperation } from "./apply-operation.ts";
import type { MoveDirection, Operation } from "./operation.ts";
import { inverseView } from "./view-motion.ts";

const opposite: Record<MoveDirection, MoveDirection> = {
  left: "right",
  right: "left",
  front: "behind",
  behind: "front",
  above: "below",
  below: "above",
};

/**
 * The operations that, done one after the other, take the box back to where it was; null for a removal,
 * which has no way back. One is enough, except for what was placed: it goes back by up to three moves
 * along the viewer's directions, which may be shorter or longer than a move that is stored. A change of
 * view is undone in the photo as it is afterwards.
 */
export function invertOperation(
  scene: FrameScene,
  sourceBox: BoxInCamera,
  operation: Operation,
): Operation[] | null {
  switch (operation.kind) {
    case "move":
      return [{ ...operation, direction: opposite[operation.direction] }];
    case "place":
    case "place-on-receptacle":
      return movesBetween(scene, applyOperation(scene, sourceBox, operation)!, sourceBox);
    case "rotate":
      return [
        { ...operation, sense: operation.sense === "clockwise" ? "counterclockwise" : "clockwise" },
      ];
    case "scale":
      return [{ ...operation, factor: 1 / operation.factor }];
    case "view":
      return [inverseView(operation)];
    case "remove":
      return null;
  }
}

function movesBetween(scene: FrameScene, from: BoxInCamera, to: BoxInCamera): Operation[] {
  const { up, behind, right } = levelDirections(scene);
  const way = subtract(to.center, from.center);
  const axes = [
    ["right", right],
    ["behind", behind],
    ["above", up],
  ] as const;
  return axes.flatMap(([name, unit]): Operation[] => {
    const meters = dot(way, unit);
    if (meters === 0) return [];
    const direction = meters > 0 ? name : opposite[name];
    return [{ kind: "move", direction, distanceMeters: Math.abs(meters) }];
  });
}
