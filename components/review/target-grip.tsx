"use client";

import { useRef } from "react";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { PhotoGrip } from "#components/viewer/photo-grip.tsx";
import type { BoxGrip } from "./drag-box.ts";
import { dragBox, gripBox } from "./drag-box.ts";
import { handlesFor } from "./box-editing.ts";
import type { BoxSubject } from "./edit-change.ts";
import { boxOf, withDraggedBox } from "./edit-change.ts";

let drags = 0;

/** A name for the steps of one drag. */
export function nextDrag(): string {
  return `drag ${++drags}`;
}

/** The box that is being changed, as something to drag in the photo: along the ground, with Shift straight up and down. */
export function TargetGrip({
  scene,
  edit,
  subject,
  onChange,
}: {
  scene: FrameScene;
  edit: Edit;
  subject: BoxSubject;
  /** `tag` is the same for all steps of one drag. */
  onChange: (edit: Edit, tag: string) => void;
}) {
  const grip = useRef<{ from: BoxGrip; tag: string } | null>(null);
  const box = boxOf(edit, subject);
  if (!box || !handlesFor(edit, subject).includes("move")) return null;
  return (
    <PhotoGrip
      k={scene.intrinsics}
      box={box}
      onGrip={(pixel) => {
        grip.current = { from: gripBox(scene, box, pixel), tag: nextDrag() };
      }}
      onDrag={(pixel, keys) => {
        if (!grip.current) return;
        const { from, tag } = grip.current;
        const moved = dragBox(scene, from, pixel, keys.shift ? "height" : "level");
        if (moved) onChange(withDraggedBox(scene, edit, subject, moved, keys), tag);
      }}
    />
  );
}
