import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { quaternionFromColumns } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";
import { cross, normalize, rejectFrom, scale } from "#core/geometry/vector.ts";
import type { Obb } from "./obb.ts";
import { obbAxes } from "./obb.ts";

/**
 * An annotated box in the studio's convention, in the world: local y is the axis nearest to the world's
 * vertical, pointing DOWN; local x is the first of the other two axes with its own sign; local z is
 * x cross y, which makes a left-handed annotation right-handed (a box is the same box when one axis is
 * flipped). Sizes follow their axes, so `size` is [w, h, l] with h the height.
 */
export function boxFromObb(obb: Obb): BoxInWorld {
  const axes = obbAxes(obb);
  const vertical = indexOfLargest(axes.map((axis) => Math.abs(axis[2])));
  const [across, along] = [0, 1, 2].filter((axis) => axis !== vertical) as [number, number];
  const up = axes[vertical]!;
  const y = normalize(up[2] > 0 ? scale(up, -1) : up);
  const x = normalize(rejectFrom(axes[across]!, y));
  const [cx, cy, cz] = obb.centroid;
  return orientedBox(
    point<"World">(cx, cy, cz),
    [obb.axesLengths[across]!, obb.axesLengths[vertical]!, obb.axesLengths[along]!],
    quaternionFromColumns(x, y, cross(x, y)),
  );
}

function indexOfLargest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}
