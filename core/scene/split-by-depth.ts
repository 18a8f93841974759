import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxContains } from "#core/geometry/oriented-box.ts";
import type { ImageSegment, Pixel } from "#core/geometry/projection.ts";
import { unprojectPixel } from "#core/geometry/projection.ts";
import type { DepthMap } from "./depth-map.ts";

/** A piece of a projected line: all of it in sight, or all of it behind what the depth map shows. */
export type SightSegment = ImageSegment & { readonly hidden: boolean };

/** What measured depth may be off without hiding anything: metres, and a share of the depth. */
const slackMeters = 0.04;
const slackShare = 0.015;
/** A line is looked at every so many depth pixels, and where it goes behind something to this share of one. */
const strideDepthPixels = 1.5;
const cutHalvings = 5;
/** How far outside its box a thing's surface may lie and still be its own, metres. */
const ownMarginMeters = 0.04;

/**
 * Cuts a projected line where it goes behind the surfaces of a depth map and where it comes out again. The
 * pieces follow each other from end to end. A place is hidden when all of the depth pixels around it show
 * something nearer than it, by more than 4 cm and 1.5 % of their depth; places outside the image and without
 * measured depth count as seen. What lies in the box `except` hides nothing: the thing that an edit takes
 * away from there.
 */
export function splitByDepth(
  depth: DepthMap,
  k: Intrinsics,
  segment: ImageSegment,
  except: BoxInCamera | null = null,
): SightSegment[] {
  const { from, to, fromDepthMeters, toDepthMeters } = segment;
  const pixelAt = (t: number): Pixel => [
    from[0] + t * (to[0] - from[0]),
    from[1] + t * (to[1] - from[1]),
  ];
  // Along a straight line, 1 / depth is linear over the image.
  const depthAlong = (t: number) => 1 / ((1 - t) / fromDepthMeters + t / toDepthMeters);
  const isHidden = (t: number) => hides(depth, k, pixelAt(t), depthAlong(t), except);
  const depthPixels = Math.hypot(
    ((to[0] - from[0]) * depth.width) / k.width,
    ((to[1] - from[1]) * depth.height) / k.height,
  );
  const steps = Math.min(2000, Math.max(1, Math.ceil(depthPixels / strideDepthPixels)));
  const pieces: SightSegment[] = [];
  let start = 0;
  let hidden = isHidden(0);
  const close = (end: number) =>
    pieces.push({
      from: pixelAt(start),
      to: pixelAt(end),
      fromDepthMeters: depthAlong(start),
      toDepthMeters: depthAlong(end),
      hidden,
    });
  for (let step = 1; step <= steps; step++) {
    const t = step / steps;
    if (isHidden(t) === hidden) continue;
    let [same, other] = [(step - 1) / steps, t];
    for (let i = 0; i < cutHalvings; i++) {
      const middle = (same + other) / 2;
      if (isHidden(middle) === hidden) same = middle;
      else other = middle;
    }
    close((same + other) / 2);
    [start, hidden] = [(same + other) / 2, !hidden];
  }
  close(1);
  return pieces;
}

function hides(
  map: DepthMap,
  k: Intrinsics,
  [u, v]: Pixel,
  depthMeters: number,
  except: BoxInCamera | null,
): boolean {
  if (u < 0 || v < 0 || u > k.width - 1 || v > k.height - 1) return false;
  const x = (u * map.width) / k.width;
  const y = (v * map.height) / k.height;
  let farthest = 0;
  for (const column of [Math.floor(x), Math.ceil(x)])
    for (const row of [Math.floor(y), Math.ceil(y)]) {
      const column1 = Math.min(column, map.width - 1);
      const row1 = Math.min(row, map.height - 1);
      farthest = Math.max(farthest, map.depthMeters[row1 * map.width + column1]!);
    }
  if (farthest === 0 || farthest >= depthMeters - slackMeters - slackShare * farthest) return false;
  return !except || !boxContains(except, unprojectPixel(k, [u, v], farthest), ownMarginMeters);
}
