import * as z from "zod";
import { Vec3 } from "#core/geometry/space.ts";
import { dot } from "#core/geometry/vector.ts";

const toleranceOfAxes = 1e-3;

/**
 * A box as scan annotations store it, in the scan world: centre (metres), FULL lengths (metres, zero for
 * flat things) along three axes, and the axes one after another (`normalizedAxes[3i..3i+2]` is axis i).
 * Any axis may be the vertical one and the three may be left-handed. Refused unless the axes are unit
 * vectors at right angles within 1e-3.
 */
export const Obb = z
  .object({
    centroid: Vec3,
    axesLengths: z.tuple([z.number().min(0), z.number().min(0), z.number().min(0)]).readonly(),
    normalizedAxes: z.array(z.number()).length(9),
  })
  .refine((obb) => axesError(obb.normalizedAxes) <= toleranceOfAxes, {
    path: ["normalizedAxes"],
    message: "the axes are not unit vectors at right angles",
  });
export type Obb = z.infer<typeof Obb>;

/** The three axes of an annotated box as unit directions of the world, in file order. */
export function obbAxes(obb: Obb): readonly [Vec3, Vec3, Vec3] {
  const [a, b, c] = [0, 3, 6].map((i) => obb.normalizedAxes.slice(i, i + 3) as unknown as Vec3);
  return [a!, b!, c!];
}

function axesError(numbers: readonly number[]): number {
  const [a, b, c] = [0, 3, 6].map((i) => numbers.slice(i, i + 3) as unknown as Vec3) as [
    Vec3,
    Vec3,
    Vec3,
  ];
  return Math.max(
    Math.abs(dot(a, a) - 1),
    Math.abs(dot(b, b) - 1),
    Math.abs(dot(c, c) - 1),
    Math.abs(dot(a, b)),
    Math.abs(dot(a, c)),
    Math.abs(dot(b, c)),
  );
}
