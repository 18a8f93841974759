import * as z from "zod";
import { Vec3 } from "#core/geometry/space.ts";

/** Finest step of a {@link PointGrid}, metres: about a tenth of a millimetre, below what scanners tell apart. */
const finestStepMeters = 2 ** -13;

/** Most bits that a {@link PointGrid} has along an axis. */
export const gridBitsMax = 20;

/**
 * A cube in the world divided into `2^bits` cells along each axis. `origin`: its corner of smallest
 * coordinates, metres. `stepMeters`: side of a cell.
 */
export const PointGrid = z
  .object({
    origin: Vec3,
    stepMeters: z.number().positive(),
    bits: z.int().min(0).max(gridBitsMax),
  })
  .readonly();
export type PointGrid = z.infer<typeof PointGrid>;

/** The least and greatest coordinate of points along each axis, world, metres. */
export const PointBounds = z.object({ min: Vec3, max: Vec3 }).readonly();
export type PointBounds = z.infer<typeof PointBounds>;

/**
 * The grid that holds everything within the bounds: cells of 2^-13 m (0.12 mm), and as many as the longest
 * side needs; beyond 128 m, where 20 bits an axis are used up, cells grow by powers of two instead. Steps
 * are powers of two, so that cell borders are exact in floating point.
 */
export function gridOver({ min, max }: PointBounds): PointGrid {
  const extentMeters = Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
  let stepMeters = finestStepMeters;
  while (extentMeters / stepMeters >= 2 ** gridBitsMax) stepMeters *= 2;
  let bits = 0;
  while (extentMeters / stepMeters >= 2 ** bits) bits++;
  return { origin: min, stepMeters, bits };
}
