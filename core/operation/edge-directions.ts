import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxAxes } from "#core/geometry/oriented-box.ts";
import { add, dot, normalize, scale } from "#core/geometry/vector.ts";
import type { LevelDirections } from "#core/scene/level-directions.ts";

/**
 * How far the level edges of a box are turned away from the viewer's directions, radians in (-pi/4, pi/4]:
 * 0 for a box that stands square to the viewer, positive when its far side is turned toward the viewer's
 * right. Read off the box axis that is most nearly level.
 */
export function edgeTurnRadians({ up, behind, right }: LevelDirections, box: BoxInCamera): number {
  const [flattest] = boxAxes(box).toSorted((a, b) => Math.abs(dot(a, up)) - Math.abs(dot(b, up)));
  const turn = Math.atan2(dot(flattest!, right), dot(flattest!, behind));
  const quarter = Math.PI / 2;
  return turn - quarter * Math.ceil(turn / quarter - 0.5);
}

/**
 * The viewer's level directions turned by up to 45 degrees onto the level edges of a box: its own left and
 * right, front and behind, as the viewer would name them. A box that is turned by half a turn has the same.
 */
export function edgeDirections(directions: LevelDirections, box: BoxInCamera): LevelDirections {
  const { up, behind, right } = directions;
  const turn = edgeTurnRadians(directions, box);
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  return {
    up,
    behind: normalize(add(scale(behind, c), scale(right, s))),
    right: normalize(add(scale(right, c), scale(behind, -s))),
  };
}
