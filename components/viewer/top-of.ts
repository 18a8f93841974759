import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { halfExtentAlong } from "#core/geometry/oriented-box.ts";
import type { Point } from "#core/geometry/space.ts";
import { upInWorld } from "#core/geometry/space.ts";
import { add, scale } from "#core/geometry/vector.ts";

/** The place straight above a box's centre at the height of its top: where its name tag hangs. */
export function topOf(box: BoxInWorld): Point<"World"> {
  return add(box.center, scale(upInWorld, halfExtentAlong(box, upInWorld)));
}
