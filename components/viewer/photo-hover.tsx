"use client";

import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { coveredPath } from "./box-outline.ts";

/** The part of the photo that a box covers, to be pointed at. Draws nothing. */
export function PhotoHover({
  k,
  box,
  onHover,
}: {
  k: Intrinsics;
  box: BoxInCamera;
  onHover: (over: boolean) => void;
}) {
  return (
    <path
      d={coveredPath(k, box)}
      fill="transparent"
      pointerEvents="all"
      onPointerEnter={() => onHover(true)}
      onPointerLeave={() => onHover(false)}
    />
  );
}
