"use client";

import { transformBox } from "#core/geometry/oriented-box.ts";
import { invert } from "#core/geometry/rigid-transform.ts";
import type { FrameScene } from "#core/scene/frame-scene.ts";
import { BoxWire } from "#components/viewer/box-wire.tsx";
import { overlayColors } from "#components/viewer/overlay-colors.ts";
import { PhotoBox, PhotoLabel } from "#components/viewer/photo-marks.tsx";
import { useComparedRevision } from "./compared-revision.ts";

/** Over the photo: where the version that is pointed at in the history has the object. */
export function ComparedPhotoBox({ scene, pixelScale }: { scene: FrameScene; pixelScale: number }) {
  const compared = useComparedRevision((state) => state.compared);
  if (!compared) return null;
  const { sourceBox, targetBox } = compared.edit;
  const box = targetBox ?? sourceBox;
  const text = `revision ${compared.number}`;
  return (
    <>
      <PhotoBox k={scene.intrinsics} box={box} part="other" name={text} dashed />
      <PhotoLabel
        k={scene.intrinsics}
        box={box}
        part="other"
        text={text}
        pixelScale={pixelScale}
        below
      />
    </>
  );
}

/** The same in the room. */
export function ComparedSpaceBox({ scene }: { scene: FrameScene }) {
  const compared = useComparedRevision((state) => state.compared);
  if (!compared || compared.edit.operation.kind === "view") return null;
  const { sourceBox, targetBox } = compared.edit;
  const box = transformBox(invert(scene.cameraFromWorld), targetBox ?? sourceBox);
  return <BoxWire box={box} color={overlayColors.other} veil={0.08} />;
}
