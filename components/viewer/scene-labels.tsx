"use client";

import { useFrame } from "@react-three/fiber";
import type { RefObject } from "react";
import { Vector3 } from "three";
import type { Point } from "#core/geometry/space.ts";
import type { Size } from "./photo-fit.ts";

export type SceneLabel = {
  readonly key: string;
  readonly text: string;
  readonly at: Point<"World">;
  readonly color: string;
};

const place = new Vector3();

/** Moves the name tags of {@link SceneLabelList} with the camera, frame by frame and without rendering React. */
export function SceneLabelPlacer({
  list,
  size,
  labels,
}: {
  list: RefObject<HTMLDivElement | null>;
  /** Of the pane that the tags lie over. */
  size: Size;
  labels: readonly SceneLabel[];
}) {
  useFrame(({ camera }) => {
    // The controls have moved the camera; the renderer would see to its matrices only after this.
    camera.updateMatrixWorld();
    labels.forEach((label, index) => {
      const tag = list.current?.children[index] as HTMLElement | undefined;
      if (!tag) return;
      place.fromArray(label.at).project(camera);
      const x = ((place.x + 1) / 2) * size.width;
      const y = ((1 - place.y) / 2) * size.height;
      const shown =
        place.z < 1 && x > -40 && x < size.width + 40 && y > -20 && y < size.height + 20;
      tag.style.visibility = shown ? "visible" : "hidden";
      tag.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -135%)`;
    });
  });
  return null;
}

/** Name tags over the canvas. */
export function SceneLabelList({
  ref,
  labels,
}: {
  ref: RefObject<HTMLDivElement | null>;
  labels: readonly SceneLabel[];
}) {
  return (
    <div ref={ref} aria-hidden className="pointer-events-none absolute inset-0 overflow-hidden">
      {labels.map((label) => (
        <span
          key={label.key}
          className="invisible absolute top-0 left-0 rounded-sm bg-[oklch(0_0_0/0.72)] px-1.5 text-2xs font-medium whitespace-nowrap"
          style={{ color: label.color }}
        >
          {label.text}
        </span>
      ))}
    </div>
  );
}
