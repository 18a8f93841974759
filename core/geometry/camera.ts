import * as z from "zod";
import type { Matrix3 } from "./quaternion.ts";

/**
 * Pinhole intrinsics in pixels TOGETHER with the image size they belong to. The first pixel's centre
 * is at (0, 0). A focal length without its image size is how boxes end up at twice their depth, so
 * the two never travel apart.
 */
export const Intrinsics = z.object({
  fx: z.number().positive(),
  fy: z.number().positive(),
  cx: z.number(),
  cy: z.number(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type Intrinsics = z.infer<typeof Intrinsics>;

/** The 3x3 matrix `K` of the intrinsics, rows, pixels of the image they belong to. */
export function matrixFromIntrinsics(k: Intrinsics): Matrix3 {
  return [
    [k.fx, 0, k.cx],
    [0, k.fy, k.cy],
    [0, 0, 1],
  ];
}

/**
 * The intrinsics of the same camera for an image resized to `width` x `height` (scaled per axis,
 * pixel centres at whole numbers: the half-pixel shift of the resize is not modelled, as in the
 * detector's own preprocessing).
 */
export function resizeIntrinsics(k: Intrinsics, width: number, height: number): Intrinsics {
  const sx = width / k.width;
  const sy = height / k.height;
  return { fx: k.fx * sx, fy: k.fy * sy, cx: k.cx * sx, cy: k.cy * sy, width, height };
}
