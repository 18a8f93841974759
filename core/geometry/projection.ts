import type { Intrinsics } from "./camera.ts";
import type { OrientedBox } from "./oriented-box.ts";
import { boxCorners, boxEdges } from "./oriented-box.ts";
import type { Point } from "./space.ts";
import { point } from "./space.ts";

/** Pixel position in the image that the intrinsics belong to; may lie outside the image. */
export type Pixel = readonly [u: number, v: number];

/** Axis-aligned image rectangle in pixels: left, top, right, bottom. */
export type ImageRect = readonly [x1: number, y1: number, x2: number, y2: number];

/** Points nearer than this to the image plane are not projected; edges are cut there. Metres. */
export const nearPlaneMeters = 0.05;

/** Where edges are cut: a little beyond the near plane, so that the cut end is projected for sure. Metres. */
const cutDepthMeters = nearPlaneMeters * 1.001;

/** Projects a camera-frame point: `u = fx X/Z + cx`. Null at or behind the near plane. */
export function projectPoint(k: Intrinsics, position: Point<"Camera">): Pixel | null {
  const [x, y, z] = position;
  return z <= nearPlaneMeters ? null : [(k.fx * x) / z + k.cx, (k.fy * y) / z + k.cy];
}

/** The camera-frame point at a pixel and a depth (z, metres): the inverse of {@link projectPoint}. */
export function unprojectPixel(k: Intrinsics, [u, v]: Pixel, depthMeters: number): Point<"Camera"> {
  return point(((u - k.cx) / k.fx) * depthMeters, ((v - k.cy) / k.fy) * depthMeters, depthMeters);
}

/** A projected box edge with the camera depths (metres) of its two visible ends. */
export type ImageSegment = {
  readonly from: Pixel;
  readonly to: Pixel;
  readonly fromDepthMeters: number;
  readonly toDepthMeters: number;
};

/** A camera-frame segment cut at the near plane and projected; null when wholly behind it. */
export function projectSegment(
  k: Intrinsics,
  a: Point<"Camera">,
  b: Point<"Camera">,
): ImageSegment | null {
  const near = cutDepthMeters;
  if (a[2] < near && b[2] < near) return null;
  const from = a[2] < near ? cutAtDepth(a, b, near) : a;
  const to = b[2] < near ? cutAtDepth(b, a, near) : b;
  const fromPixel = projectPoint(k, from);
  const toPixel = projectPoint(k, to);
  if (!fromPixel || !toPixel) return null;
  return { from: fromPixel, to: toPixel, fromDepthMeters: from[2], toDepthMeters: to[2] };
}

/** The visible parts of the box's twelve edges (order of `boxEdges`; edges behind the camera are left out). */
export function projectBoxEdges(k: Intrinsics, box: OrientedBox<"Camera">): ImageSegment[] {
  const corners = boxCorners(box);
  return boxEdges.flatMap(([a, b]) => projectSegment(k, corners[a]!, corners[b]!) ?? []);
}

/**
 * The box's bounding rectangle in the image, NOT clipped to the image border. A box that is partly
 * behind the camera is bounded by its part in front. Null when all of it is behind. `corners` are those of
 * the box, for callers that have them.
 */
export function projectBoxBounds(
  k: Intrinsics,
  box: OrientedBox<"Camera">,
  corners: readonly Point<"Camera">[] = boxCorners(box),
): ImageRect | null {
  let x1 = Infinity;
  let y1 = Infinity;
  let x2 = -Infinity;
  let y2 = -Infinity;
  // Wholly in front of the camera, the corners are the ends of all edges.
  for (const corner of corners) {
    if (!(corner[2] >= cutDepthMeters)) return boundsOfEdges(projectBoxEdges(k, box));
    const u = (k.fx * corner[0]) / corner[2] + k.cx;
    const v = (k.fy * corner[1]) / corner[2] + k.cy;
    x1 = Math.min(x1, u);
    y1 = Math.min(y1, v);
    x2 = Math.max(x2, u);
    y2 = Math.max(y2, v);
  }
  return [x1, y1, x2, y2];
}

function boundsOfEdges(edges: readonly ImageSegment[]): ImageRect | null {
  if (edges.length === 0) return null;
  const us = edges.flatMap(({ from, to }) => [from[0], to[0]]);
  const vs = edges.flatMap(({ from, to }) => [from[1], to[1]]);
  return [Math.min(...us), Math.min(...vs), Math.max(...us), Math.max(...vs)];
}

/** The box's bounding rectangle inside the image; null when the image shows nothing of it. */
export function boxRectInImage(k: Intrinsics, box: OrientedBox<"Camera">): ImageRect | null {
  const bounds = projectBoxBounds(k, box);
  return bounds && clipToImage(bounds, k);
}

/** The part of a rectangle inside the image, or null when nothing is. */
export function clipToImage(rect: ImageRect, k: Intrinsics): ImageRect | null {
  const x1 = Math.max(0, rect[0]);
  const y1 = Math.max(0, rect[1]);
  const x2 = Math.min(k.width, rect[2]);
  const y2 = Math.min(k.height, rect[3]);
  return x1 < x2 && y1 < y2 ? [x1, y1, x2, y2] : null;
}

/** Area of a rectangle in square pixels. */
export function rectArea(rect: ImageRect): number {
  return Math.max(0, rect[2] - rect[0]) * Math.max(0, rect[3] - rect[1]);
}

function cutAtDepth(outside: Point<"Camera">, inside: Point<"Camera">, depth: number) {
  const t = (depth - outside[2]) / (inside[2] - outside[2]);
  return point<"Camera">(
    outside[0] + t * (inside[0] - outside[0]),
    outside[1] + t * (inside[1] - outside[1]),
    depth,
  );
}
