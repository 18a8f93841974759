"use client";

import type { PointerEvent } from "react";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import type { Pixel } from "#core/geometry/projection.ts";
import { coveredPath } from "./box-outline.ts";

/** Keys held during a drag; `snap` is Ctrl, or Cmd on a Mac. */
export type DragKeys = { readonly shift: boolean; readonly alt: boolean; readonly snap: boolean };

/** The part of the photo that a box covers, to take hold of and drag. Draws nothing; every place is in pixels of the image. */
export function PhotoGrip({
  k,
  box,
  onGrip,
  onDrag,
}: {
  k: Intrinsics;
  box: BoxInCamera;
  onGrip: (pixel: Pixel) => void;
  onDrag: (pixel: Pixel, keys: DragKeys) => void;
}) {
  return (
    <path
      d={coveredPath(k, box)}
      fill="transparent"
      pointerEvents="all"
      className="cursor-move touch-none"
      data-testid="photo-grip"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        onGrip(pixelOf(event));
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        event.stopPropagation();
        const { shiftKey: shift, altKey: alt } = event;
        onDrag(pixelOf(event), { shift, alt, snap: event.ctrlKey || event.metaKey });
      }}
    />
  );
}

function pixelOf({ currentTarget, clientX, clientY }: PointerEvent<SVGPathElement>): Pixel {
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(
    currentTarget.getScreenCTM()!.inverse(),
  );
  return [x, y];
}
