"use client";

import type { PointerEvent } from "react";
import type { Intrinsics } from "#core/geometry/camera.ts";
import type { BoxInCamera } from "#core/geometry/oriented-box.ts";
import { boxCorners } from "#core/geometry/oriented-box.ts";
import type { Pixel } from "#core/geometry/projection.ts";
import { projectPoint } from "#core/geometry/projection.ts";

/** The faces of a box by the numbers of its corners. */
const faces = [
  [0, 1, 2, 3],
  [4, 5, 6, 7],
  [0, 1, 5, 4],
  [1, 2, 6, 5],
  [2, 3, 7, 6],
  [3, 0, 4, 7],
] as const;

/** Keys held during a drag. */
export type DragKeys = { readonly shift: boolean; readonly alt: boolean };

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
  const corners = boxCorners(box).map((corner) => projectPoint(k, corner));
  const d = faces
    .map((face) => face.map((corner) => corners[corner]))
    .filter((outline) => outline.every((pixel) => pixel !== null))
    .map((outline) => `M${outline.map((pixel) => pixel!.join(" ")).join("L")}Z`)
    .join("");
  return (
    <path
      d={d}
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
        onDrag(pixelOf(event), { shift: event.shiftKey, alt: event.altKey });
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
