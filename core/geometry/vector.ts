import type { Direction, Point, Space, Vec3 } from "./space.ts";

/** The frame-preserving sum `a + b`; the result has the frame and role of `a`. Metres. */
export function add<V extends Vec3>(a: V, b: Vec3): V {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]] as unknown as V;
}

/** The displacement from `b` to `a` in their common frame. Metres. */
export function subtract<S extends Space>(a: Point<S>, b: Point<S>): Direction<S> {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]] as unknown as Direction<S>;
}

/** `factor * v`, same frame. */
export function scale<V extends Vec3>(v: V, factor: number): V {
  return [v[0] * factor, v[1] * factor, v[2] * factor] as unknown as V;
}

/** Dot product. For unit directions: the cosine of the angle between them. */
export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Right-handed cross product `a x b`, in the frame of `a`. */
export function cross<V extends Vec3>(a: V, b: Vec3): V {
  return [
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  ] as unknown as V;
}

/** Euclidean length, in the unit of `v`. */
export function length(v: Vec3): number {
  return Math.sqrt(dot(v, v));
}

/** Euclidean distance between two positions of the same frame, in metres. */
export function distance(a: Vec3, b: Vec3): number {
  return Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2);
}

/** `v` scaled to length 1. A vector shorter than 1e-12 comes back unchanged: it has no direction. */
export function normalize<V extends Vec3>(v: V): V {
  const size = length(v);
  return size < 1e-12 ? v : scale(v, 1 / size);
}

/** The part of `v` at right angles to the unit direction `axis` (for example: levelled to the ground). */
export function rejectFrom<V extends Vec3>(v: V, axis: Vec3): V {
  return add(v, scale(axis, -dot(v, axis)));
}
