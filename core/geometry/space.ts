import * as z from "zod";

/**
 * The coordinate frames of the studio. All are right-handed and metric.
 *
 * - `World`: the scan's world. z up, origin wherever the scanner put it (floor roughly z = 0).
 * - `Camera`: OpenCV camera of one frame. x right, y down, z forward.
 * - `Box`: an object's own frame. Origin at the box centre; x across (w), y along the box's
 *   vertical axis pointing down (h), z front to back (l), so an upright box seen by a level
 *   camera has the identity rotation.
 */
export type Space = "World" | "Camera" | "Box";

/** Three finite numbers. Carries no frame: the named types below do. */
export const Vec3 = z.tuple([z.number(), z.number(), z.number()]).readonly();
export type Vec3 = z.infer<typeof Vec3>;

declare const space: unique symbol;
declare const role: unique symbol;

/** A position in metres in frame `S`. A point of another frame does not type-check in its place. */
export type Point<S extends Space> = Vec3 & { readonly [space]: S; readonly [role]: "point" };

/** A displacement or unit direction, in metres or unitless, expressed along the axes of frame `S`. */
export type Direction<S extends Space> = Vec3 & {
  readonly [space]: S;
  readonly [role]: "direction";
};

/** Names three numbers as a position in frame `S`. The only place where that claim is made. */
export function point<S extends Space>(x: number, y: number, z: number): Point<S> {
  return [x, y, z] as unknown as Point<S>;
}

/** Names three numbers as a displacement along the axes of frame `S`. */
export function direction<S extends Space>(x: number, y: number, z: number): Direction<S> {
  return [x, y, z] as unknown as Direction<S>;
}

/** World up: gravity points along minus z in every scan. */
export const upInWorld: Direction<"World"> = direction(0, 0, 1);
