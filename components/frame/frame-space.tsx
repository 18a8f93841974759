"use client";

import { useCallback, useMemo } from "react";
import type { BoxInWorld } from "#core/geometry/oriented-box.ts";
import { transformBox } from "#core/geometry/oriented-box.ts";
import { invert, transformPoint } from "#core/geometry/rigid-transform.ts";
import { point } from "#core/geometry/space.ts";
import type { FrameObject, FrameScene } from "#core/scene/frame-scene.ts";
import { isStructuralLabel } from "#core/scene/label.ts";
import { BoxField } from "#components/viewer/box-field.tsx";
import { BoxWire } from "#components/viewer/box-wire.tsx";
import { placeCamera } from "#components/viewer/camera-preset.ts";
import { overlayColors } from "#components/viewer/overlay-colors.ts";
import { PhotoFrustum } from "#components/viewer/photo-frustum.tsx";
import { PresetBar } from "#components/viewer/preset-bar.tsx";
import { SceneCanvas } from "#components/viewer/scene-canvas.tsx";
import { topOf } from "#components/viewer/top-of.ts";
import { useViewer } from "#components/viewer/viewer-store.ts";
import { sceneFocus } from "#components/scene/scene-focus.ts";

type PlacedBox = { readonly id: string; readonly label: string; readonly box: BoxInWorld };

/** The objects of one photo in the room, with the photo standing where it was taken. */
export default function FrameSpace({
  scene,
  compared,
  imageHash,
  pointsHash,
}: {
  scene: FrameScene;
  /** Boxes of another backend beside them. */
  compared: readonly FrameObject[];
  imageHash: string | null;
  pointsHash: string | null;
}) {
  const { preset, presetSerial, hovered, hover } = useViewer();
  const { cameraFromWorld, intrinsics, objects } = scene;
  const [boxes, beside] = useMemo(() => {
    const worldFromCamera = invert(cameraFromWorld);
    return [objects, compared].map((all) =>
      all
        .filter(({ label }) => !isStructuralLabel(label))
        .map(({ id, label, box }) => ({ id, label, box: transformBox(worldFromCamera, box) })),
    ) as [PlacedBox[], PlacedBox[]];
  }, [cameraFromWorld, objects, compared]);
  const focus = useMemo(() => {
    const apex = transformPoint(invert(cameraFromWorld), point<"Camera">(0, 0, 0));
    return sceneFocus(
      boxes.map(({ box }) => box),
      [apex],
    );
  }, [boxes, cameraFromWorld]);
  const placeFor = useCallback(
    (aspect: number) => placeCamera(preset, focus, cameraFromWorld, intrinsics, aspect),
    [preset, focus, cameraFromWorld, intrinsics],
  );
  const shown = boxes.filter(({ id }) => hovered.includes(id));
  return (
    <SceneCanvas
      name="3D view"
      pointsHash={pointsHash}
      placeFor={placeFor}
      placeSerial={String(presetSerial)}
      labels={shown.map(({ id, label, box }) => ({
        key: id,
        text: label,
        at: topOf(box),
        color: overlayColors.source,
      }))}
      className="size-full"
      controls={<PresetBar presets={["free", "top", "side", "front", "photo"]} />}
    >
      <BoxField boxes={beside} color={overlayColors.target} />
      {beside
        .filter(({ id }) => hovered.includes(id))
        .map(({ id, box }) => (
          <BoxWire key={id} box={box} color={overlayColors.target} />
        ))}
      <BoxField boxes={boxes} onHover={(id) => hover(id ? [id] : [])} />
      {shown.map(({ id, box }) => (
        <BoxWire key={id} box={box} color={overlayColors.source} veil={0.14} />
      ))}
      <PhotoFrustum cameraFromWorld={cameraFromWorld} k={intrinsics} imageHash={imageHash} />
    </SceneCanvas>
  );
}
