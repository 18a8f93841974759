"use client";

import { useRouter } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import { invert, transformPoint } from "#core/geometry/rigid-transform.ts";
import { point } from "#core/geometry/space.ts";
import { isStructuralLabel } from "#core/scene/label.ts";
import type { FrameSelection } from "#core/frame/selection.ts";
import type { NamedBox } from "#components/viewer/box-field.tsx";
import { BoxField } from "#components/viewer/box-field.tsx";
import { BoxWire } from "#components/viewer/box-wire.tsx";
import type { NamedCamera } from "#components/viewer/camera-field.tsx";
import { CameraField, CameraPath } from "#components/viewer/camera-field.tsx";
import { placeCamera } from "#components/viewer/camera-preset.ts";
import { overlayColors } from "#components/viewer/overlay-colors.ts";
import { PresetBar } from "#components/viewer/preset-bar.tsx";
import { SceneCanvas } from "#components/viewer/scene-canvas.tsx";
import type { SceneLabel } from "#components/viewer/scene-labels.tsx";
import { topOf } from "#components/viewer/top-of.ts";
import { useViewer } from "#components/viewer/viewer-store.ts";
import { sceneFocus } from "./scene-focus.ts";

export type WalkCamera = NamedCamera & {
  readonly number: number;
  readonly selection: FrameSelection;
};

const frustumDepthMeters = 0.28;

/** A whole room: scan points, objects, and the walk with the photos that were kept, which can be opened. */
export default function SceneSpace({
  sceneId,
  pointsHash,
  objects,
  cameras,
}: {
  sceneId: string;
  pointsHash: string | null;
  objects: readonly NamedBox[];
  cameras: readonly WalkCamera[];
}) {
  const router = useRouter();
  const { preset, presetSerial } = useViewer();
  const [objectId, setObjectId] = useState<string | null>(null);
  const [frameId, setFrameId] = useState<string | null>(null);
  const boxes = useMemo(() => objects.filter(({ label }) => !isStructuralLabel(label)), [objects]);
  const kept = useMemo(() => cameras.filter(({ selection }) => selection === "kept"), [cameras]);
  const rejected = useMemo(
    () => cameras.filter(({ selection }) => selection === "rejected"),
    [cameras],
  );
  const reference = kept[0] ?? cameras[0];
  const places = useMemo(
    () =>
      cameras.map(({ cameraFromWorld }) =>
        transformPoint(invert(cameraFromWorld), point<"Camera">(0, 0, 0)),
      ),
    [cameras],
  );
  const focus = useMemo(
    () =>
      sceneFocus(
        boxes.map(({ box }) => box),
        places,
      ),
    [boxes, places],
  );
  const shownPreset = preset === "photo" ? "free" : preset;
  const placeFor = useCallback(
    (aspect: number) => {
      const { cameraFromWorld, intrinsics } = reference!;
      return placeCamera(shownPreset, focus, cameraFromWorld, intrinsics, aspect);
    },
    [shownPreset, focus, reference],
  );
  if (!reference) return null;
  const object = boxes.find(({ id }) => id === objectId);
  const frame = cameras.find(({ id }) => id === frameId);
  const labels: SceneLabel[] = [
    ...(object
      ? [{ key: object.id, text: object.label, at: topOf(object.box), color: overlayColors.other }]
      : []),
    ...(frame
      ? [
          {
            key: frame.id,
            text: `photo ${frame.number}`,
            at: places[cameras.indexOf(frame)]!,
            color: overlayColors.source,
          },
        ]
      : []),
  ];
  const open = (id: string) =>
    router.push(`/scenes/${encodeURIComponent(sceneId)}/frames/${encodeURIComponent(id)}`);
  return (
    <SceneCanvas
      name={`3D view of ${sceneId}`}
      pointsHash={pointsHash}
      placeFor={placeFor}
      placeSerial={`${sceneId}:${presetSerial}`}
      labels={labels}
      className={`size-full ${frame ? "cursor-pointer" : ""}`}
      controls={<PresetBar presets={["free", "top", "side", "front"]} />}
    >
      <BoxField boxes={boxes} onHover={setObjectId} />
      {object && <BoxWire box={object.box} color={overlayColors.other} veil={0.12} />}
      <CameraPath cameras={cameras} color={overlayColors.faint} />
      <CameraField
        cameras={rejected}
        color={overlayColors.faint}
        depthMeters={frustumDepthMeters * 0.6}
        opacity={0.8}
      />
      <CameraField
        cameras={kept}
        color={overlayColors.source}
        depthMeters={frustumDepthMeters}
        onHover={setFrameId}
        onOpen={open}
      />
    </SceneCanvas>
  );
}
