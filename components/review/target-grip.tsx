"use client";

import { useRef } from "react";
import type { Edit } from "#core/sample/revision.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { PhotoGrip } from "#components/viewer/photo-grip.tsx";
import type { BoxGrip } from "./drag-box.ts";
import { dragBox, gripBox } from "./drag-box.ts";
import { withOperation, withTargetBox } from "./edit-change.ts";

let drags = 0;

/**
 * The target box as something to drag in the photo: along the ground, with Shift straight up and down. It
 * goes where the operation can say it is, so that words and box stay one; with Alt it goes anywhere.
 */
export function TargetGrip({
  scene,
  edit,
  onChange,
}: {
  scene: FrameScene;
  edit: Edit;
  /** `tag` is the same for all steps of one drag. */
  onChange: (edit: Edit, tag: string) => void;
}) {
  const grip = useRef<{ from: BoxGrip; tag: string } | null>(null);
  const { targetBox } = edit;
  if (!targetBox || !draggable.has(edit.operation.kind)) return null;
  return (
    <PhotoGrip
      k={scene.intrinsics}
      box={targetBox}
      onGrip={(pixel) => {
        grip.current = { from: gripBox(scene, targetBox, pixel), tag: `drag ${++drags}` };
      }}
      onDrag={(pixel, keys) => {
        if (!grip.current) return;
        const { from, tag } = grip.current;
        const box = dragBox(scene, from, pixel, keys.shift ? "height" : "level");
        if (!box) return;
        const free = withTargetBox(scene, edit, box);
        onChange(keys.alt ? free : withOperation(scene, free, free.operation), tag);
      }}
    />
  );
}

/** What changes the place of the box; turns and sizes are set in numbers. */
const draggable: ReadonlySet<Edit["operation"]["kind"]> = new Set([
  "move",
  "place",
  "place-on-receptacle",
]);
