import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { boxAxes, orientedBox } from "#core/geometry/oriented-box.ts";
import type { Point, Vec3 } from "#core/geometry/space.ts";
import { add, dot, scale } from "#core/geometry/vector.ts";

/** How far outside the box points may lie and still be its object's, metres. */
export const fitReachMeters = 0.06;
/** What a scan has beside an object's surface: this share of the points on each side is left out. */
const strayShare = 0.005;
/** Fewer points say nothing. */
const pointsMin = 40;
/** Points less than this above what the object stands on belong to that, metres. */
const groundMeters = 0.015;
/** A box that ends this close above its ground stands on it: under chairs and shelves a scan sees little. Metres. */
const standsMeters = 0.06;
const sizeMinMeters = 0.01;

/**
 * The box moved and resized so that it holds the points in and near it tightly; it keeps its heading.
 * `points`: x, y, z triples in the world, metres. Counted are points within 6 cm of the box and more than
 * 1.5 cm above `groundMeters`, the height (z) of what it stands on; along each axis the outermost half per
 * cent on each side is left out. Where the lowest counted point is within 6 cm of the ground, the box goes
 * down to it. Null with fewer than 40 points.
 */
export function fitBoxToPoints(
  box: BoxInWorld,
  points: Float32Array,
  groundHeightMeters: number,
): BoxInWorld | null {
  const axes = boxAxes(box);
  const along: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i + 2 < points.length; i += 3) {
    const place: Vec3 = [points[i]!, points[i + 1]!, points[i + 2]!];
    if (place[2] < groundHeightMeters + groundMeters) continue;
    const local = axes.map((axis) => dot(place, axis) - dot(box.center, axis));
    if (local.some((value, axis) => Math.abs(value) > box.size[axis]! / 2 + fitReachMeters))
      continue;
    along.forEach((values, axis) => values.push(local[axis]!));
  }
  if (along[0].length < pointsMin) return null;
  const extents = along.map((values, axis) => {
    const { least, most } = robustExtent(values);
    return reachingGround(box, axis as 0 | 1 | 2, least, most, groundHeightMeters);
  });
  const shift = extents.reduce<Vec3>(
    (sum, { least, most }, axis) => add(sum, scale(axes[axis]!, (least + most) / 2)),
    [0, 0, 0],
  );
  const size = extents.map(({ least, most }) => Math.max(sizeMinMeters, most - least));
  return orientedBox<"World">(
    add<Point<"World">>(box.center, shift),
    size as unknown as Vec3,
    box.rotation,
  );
}

type Extent = { readonly least: number; readonly most: number };

function robustExtent(values: number[]): Extent {
  const sorted = Float64Array.from(values).sort();
  const stray = Math.floor(strayShare * sorted.length);
  return { least: sorted[stray]!, most: sorted[sorted.length - 1 - stray]! };
}

/** An upright axis of the box taken down to the ground where it ends just above; other axes as they are. */
function reachingGround(
  box: BoxInWorld,
  axis: 0 | 1 | 2,
  least: number,
  most: number,
  groundHeightMeters: number,
): Extent {
  const up = boxAxes(box)[axis][2];
  if (Math.abs(up) < 0.95) return { least, most };
  const groundLocal = (groundHeightMeters - box.center[2]) / up;
  const bottom = up > 0 ? least : most;
  if (Math.abs(bottom - groundLocal) > standsMeters) return { least, most };
  return up > 0 ? { least: groundLocal, most } : { least, most: groundLocal };
}
