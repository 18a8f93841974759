import { convexHull } from "#core/geometry/convex-polygon.ts";
import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { orientedBox } from "#core/geometry/oriented-box.ts";
import { quaternionFromColumns } from "#core/geometry/quaternion.ts";
import { point } from "#core/geometry/space.ts";

/**
 * The upright box of least footprint around points (x, y, z triples in the world, metres), in the studio's
 * convention: local y points down. The least rectangle around a convex outline has a side along one of its
 * edges (Freeman and Shapira 1975). Null without at least three points that span a footprint.
 */
export function fitUprightBox(points: Float32Array): BoxInWorld | null {
  let bottom = Infinity;
  let top = -Infinity;
  const footprint: [number, number][] = [];
  for (let i = 0; i + 2 < points.length; i += 3) {
    bottom = Math.min(bottom, points[i + 2]!);
    top = Math.max(top, points[i + 2]!);
    footprint.push([points[i]!, points[i + 1]!]);
  }
  const hull = convexHull(footprint);
  if (hull.length < 3) return null;
  let best: { area: number; along: Extent; across: Extent; x: number; y: number } | null = null;
  for (let i = 0; i < hull.length; i++) {
    const [ax, ay] = hull[i]!;
    const [bx, by] = hull[(i + 1) % hull.length]!;
    const side = Math.hypot(bx - ax, by - ay);
    if (side === 0) continue;
    const [x, y] = [(bx - ax) / side, (by - ay) / side] as const;
    const along = extent(hull.map(([px, py]) => px * x + py * y));
    const across = extent(hull.map(([px, py]) => -px * y + py * x));
    const area = along.size * across.size;
    if (best === null || area < best.area) best = { area, along, across, x, y };
  }
  if (best === null) return null;
  const { x, y, along, across } = best;
  return orientedBox(
    point<"World">(
      along.middle * x - across.middle * y,
      along.middle * y + across.middle * x,
      (bottom + top) / 2,
    ),
    [along.size, top - bottom, across.size],
    // Local x along the edge, y down; z = x cross y is then the edge's normal.
    quaternionFromColumns([x, y, 0], [0, 0, -1], [-y, x, 0]),
  );
}

type Extent = { readonly middle: number; readonly size: number };

function extent(values: readonly number[]): Extent {
  const least = Math.min(...values);
  const most = Math.max(...values);
  return { middle: (least + most) / 2, size: most - least };
}
